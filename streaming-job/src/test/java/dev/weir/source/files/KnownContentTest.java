package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What content counts as read: that of which all bytes were, and no other. */
class KnownContentTest {
    @TempDir
    Path directory;

    private PlannerScene scene;
    private LogDirectory logs;

    @BeforeEach
    void openScene() {
        scene = new PlannerScene(directory);
        logs = scene.logs;
    }

    @Test
    void anotherServersLogIsReadThoughTheLedgerKnowsOneThatBeganWithTheSameLine() throws IOException {
        List<FileRange> admitted = firstServersLog();
        logs.write("web2/access.log", "health check\nonly on 2\nand more than the first server wrote\n");

        scene.startAnew(admitted);
        List<FileRange> ranges = scene.plan(Budget.UNLIMITED);

        assertThat(scene.read(ranges))
                .containsExactly(
                        "web2/access.log@0=health check",
                        "web2/access.log@13=only on 2",
                        "web2/access.log@23=and more than the first server wrote");
        assertThat(ranges.get(0).partition())
                .as("it is another for certain, so its lines are no duplicates")
                .isNotEqualTo(admitted.get(0).partition());
    }

    @Test
    void whatMayBeACopyIsReadUnderTheNameOfWhatItMayBeACopyOf() throws IOException {
        List<FileRange> admitted = firstServersLog();
        logs.write("web2/access.log", "health check\nonly on\n");

        scene.startAnew(admitted);
        List<FileRange> ranges = scene.plan(Budget.UNLIMITED);

        assertThat(scene.read(ranges)).containsExactly("web2/access.log@0=health check", "web2/access.log@13=only on");
        assertThat(ranges.get(0).partition()).isEqualTo(admitted.get(0).partition());
        logs.write("web1/access.log.1", "health check\nonly on 1\nand this\n");
        assertThat(scene.read()).as("the original comes back").isEmpty();
    }

    @Test
    void whatALedgerOfAnOlderVersionKnowsIsReadAgainUnderItsName() throws IOException {
        List<FileRange> admitted = firstServersLog();
        FileIdentity partition = admitted.get(0).partition();
        logs.write("web2/access.log", "health check\nonly on 2\nand more than the first server wrote\n");

        scene.know(new KnownFile(partition, 23, null, null));
        List<FileRange> ranges = scene.plan(Budget.UNLIMITED);

        assertThat(scene.read(ranges)).hasSize(3);
        assertThat(ranges.get(0).partition()).isEqualTo(partition);
    }

    @Test
    void whatALedgerOfAnOlderVersionKnowsByAllThatWasReadIsTakenUp() throws IOException {
        logs.write("a.log", "one\ntwo\n");
        FileIdentity partition = scene.plan(Budget.UNLIMITED).get(0).partition();
        logs.append("a.log", "three\n");

        scene.know(new KnownFile(partition, 4, null, null));

        assertThat(scene.read()).containsExactly("a.log@8=three");
        assertThat(scene.read()).isEmpty();
    }

    @Test
    void longContentOfAnOlderVersionIsKnownByItsPlainDigest() throws IOException {
        String content = "a line of some length\n".repeat(1000);
        logs.write("a.log", content + "more\n");

        scene.know(new KnownFile(
                FileIdentity.of(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                content.length() - 22,
                null,
                null));

        assertThat(scene.read()).containsExactly("a.log@22000=more");
    }

    @Test
    void contentThatDiffersInTheMiddleAloneIsAnother() throws IOException {
        String content = "a line of some length\n".repeat(4000);
        logs.write("a.log", "first\n");
        assertThat(scene.read()).hasSize(1);
        logs.append("a.log", content);
        assertThat(scene.read()).hasSize(4000);
        logs.delete("a.log");

        logs.write("b.log", "first\n" + content.substring(0, 44_000) + "B" + content.substring(44_001));

        assertThat(scene.read()).hasSize(4001);
    }

    @Test
    void aFileThatWasReplacedByOneOfTheSameLengthAndTimeIsRead() throws IOException {
        logs.write("a.log", "one\n");
        FileTime time = Files.getLastModifiedTime(logs.path("a.log"));
        assertThat(scene.read()).hasSize(1);

        logs.write("new", "two\n");
        Files.setLastModifiedTime(logs.path("new"), time);
        Files.delete(logs.path("a.log"));
        logs.rename("new", "a.log");
        assertThat(scene.read()).containsExactly("a.log@0=two");

        Files.writeString(logs.path("a.log"), "six\n");
        Files.setLastModifiedTime(logs.path("a.log"), time);
        assertThat(scene.read()).containsExactly("a.log@0=six");
    }

    @Test
    void aFileIsHeldAgainstThoseThatBeginAsItDoesHoweverManyAreKnown() throws IOException {
        for (int files : List.of(40, 400)) {
            PlannerScene many = new PlannerScene(directory.resolve("of" + files));
            for (int i = 0; i < files; i++) {
                many.logs.write(i + ".log", i + " " + "a line\n".repeat(1 + 10 * i));
            }
            List<FileRange> admitted = many.plan(Budget.UNLIMITED);
            assertThat(admitted).hasSize(files);

            many.startAnew(admitted);
            assertThat(many.likeFile("7 " + "a line\n".repeat(71))).isEqualTo(1);
            assertThat(many.likeFile("new\n" + "a line\n".repeat(71))).isZero();
            assertThat(many.plan(Budget.UNLIMITED)).isEmpty();
        }
    }

    @Test
    void aRotationReadsNoMoreOfACompressedFileThanItsBeginning() throws IOException {
        long seed = System.nanoTime();
        System.out.println("KnownContentTest seed " + seed);
        Random random = new Random(seed);
        long first = readInRotationOf(1 << 20, random);

        assertThat(readInRotationOf(4 << 20, random))
                .as("of files four times as long")
                .isEqualTo(first);
    }

    /** How many stored bytes a rotation of eight compressed files of random lines costs. */
    private long readInRotationOf(int bytes, Random random) throws IOException {
        PlannerScene rotated = new PlannerScene(directory.resolve("of" + bytes));
        for (int i = 1; i < 9; i++) {
            byte[] content = new byte[bytes];
            random.nextBytes(content);
            content[bytes - 1] = '\n';
            rotated.logs.write("access.log." + i + ".gz", LogDirectory.gzip(new String(content, ISO_8859_1)));
        }
        assertThat(rotated.plan(Budget.UNLIMITED)).hasSize(8);
        rotated.restart();
        for (int i = 8; i > 0; i--) {
            rotated.logs.rename("access.log." + i + ".gz", "access.log." + (i + 1) + ".gz");
        }
        long before = MeasuredFileSystem.bytesRead();
        assertThat(rotated.plan(Budget.UNLIMITED)).isEmpty();
        long read = MeasuredFileSystem.bytesRead() - before;
        assertThat(read).as("what a rotation reads").isPositive();
        assertThat(rotated.plan(Budget.UNLIMITED)).isEmpty();
        assertThat(MeasuredFileSystem.bytesRead()).as("nothing is new").isEqualTo(before + read);
        return read;
    }

    /** A log that was first seen when it had one line. */
    private List<FileRange> firstServersLog() throws IOException {
        List<FileRange> admitted = new ArrayList<>();
        logs.write("web1/access.log", "health check\n");
        admitted.addAll(scene.plan(Budget.UNLIMITED));
        logs.append("web1/access.log", "only on 1\nand this\n");
        admitted.addAll(scene.plan(Budget.UNLIMITED));
        logs.delete("web1/access.log");
        return admitted;
    }
}
