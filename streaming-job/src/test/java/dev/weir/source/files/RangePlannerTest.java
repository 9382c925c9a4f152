package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangePlannerTest {
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
    void readsFilesThatLandAndGrow() throws IOException {
        logs.write("a.log", "one\ntwo\n");
        logs.write("deep/er/b.log", "three\n");
        assertThat(scene.read()).containsExactly("a.log@0=one", "a.log@4=two", "deep/er/b.log@0=three");

        assertThat(scene.read()).isEmpty();

        logs.append("a.log", "four\n\nfive\n");
        assertThat(scene.read()).containsExactly("a.log@8=four", "a.log@13=", "a.log@14=five");
    }

    @Test
    void waitsForAPathThatIsNotThereYet() throws IOException {
        PlannerScene later = new PlannerScene(directory.resolve("later"));
        assertThat(later.read()).isEmpty();

        later.logs.write("a.log", "one\n");

        assertThat(later.read()).containsExactly("a.log@0=one");
    }

    @Test
    void readsFilesWithOddNames() throws IOException {
        logs.write("a b:c%41*[x]{y}?#.log", "one\n");

        assertThat(scene.read()).containsExactly("a b:c%41*[x]{y}?#.log@0=one");
        FilePlanner planner = new FilePlanner(scene.conf);
        List<String> byName = List.of(logs.path("a b:c%41*[x]{y}?#.log").toString());
        assertThat(planner.plan(byName, List.of(), scene.clock, Duration.ZERO)).hasSize(1);
    }

    @Test
    void identityAndArrivalStayWhileAFileGrows() throws IOException {
        logs.write("a.log", "one\n");
        FileRange first = scene.plan(Budget.UNLIMITED).get(0);
        logs.append("a.log", "two\n");
        FileRange second = scene.plan(Budget.UNLIMITED).get(0);

        assertThat(first.partition()).hasToString("4-2c8b08da5ce60398e1f19af0e5dccc74");
        assertThat(second.partition()).isEqualTo(first.partition());
        assertThat(second.arrived()).isEqualTo(scene.clock.instant());
    }

    @Test
    void readsWhatARotatedFileGotSinceAndTheFileThatTookItsName() throws IOException {
        logs.write("access.log", "one\n");
        assertThat(scene.read()).hasSize(1);

        logs.append("access.log", "two\n");
        logs.rename("access.log", "access.log.1");
        logs.write("access.log", "three and more than before\n");

        assertThat(scene.read()).containsExactly("access.log.1@4=two", "access.log@0=three and more than before");
        assertThat(scene.read()).isEmpty();
    }

    @Test
    void readsAFileAgainFromItsStartAfterCopytruncate() throws IOException {
        logs.write("access.log", "one\ntwo\n");
        assertThat(scene.read()).hasSize(2);

        Files.copy(logs.path("access.log"), logs.path("access.log.1"));
        logs.write("access.log", "");
        assertThat(scene.read()).isEmpty();
        logs.append("access.log", "six\n");
        assertThat(scene.read()).containsExactly("access.log@0=six");
    }

    @Test
    void noticesCopytruncateWhenTheFileHasOutgrownItsOldLength() throws IOException {
        logs.write("access.log", "one\n");
        assertThat(scene.read()).hasSize(1);

        logs.write("access.log", "1\n2\n3\n4\n");

        assertThat(scene.read())
                .containsExactly("access.log@0=1", "access.log@2=2", "access.log@4=3", "access.log@6=4");
    }

    @Test
    void aCopyThatIsStillBeingWrittenIsNoNewFile() throws IOException {
        String content = "a line\n".repeat(2000);
        logs.write("access.log", content);
        assertThat(scene.read()).hasSize(2000);

        for (int length : List.of(4900, 9803, 13_999, 14_000)) {
            logs.write("access.log.1", content.substring(0, length));
            assertThat(scene.read()).as("%s bytes copied", length).isEmpty();
        }
        logs.write("access.log", "");
        logs.append("access.log.1", "last\n");
        assertThat(scene.read()).containsExactly("access.log.1@14000=last");
    }

    @Test
    void twoCopiesThatLandTogetherAreReadOnce() throws IOException {
        logs.write("a.log", "one\n");
        logs.write("b.log.gz", LogDirectory.gzip("one\ntwo\n"));

        assertThat(scene.read()).containsExactly("a.log@0=one", "b.log.gz@4=two");
    }

    @Test
    void filesThatCannotBeReadDoNotKeepOthersFromBeingRead() throws IOException {
        scene.conf.set("fs.guarded.impl", GuardedFileSystem.class.getName());
        logs.write("a.log", "one\n");
        logs.write("secret.log", "two\n");
        logs.write("secret/b.log", "three\n");
        String place = "guarded:" + directory;
        FilePlanner planner = new FilePlanner(scene.conf);

        List<FileRange> ranges = planner.plan(List.of(place), List.of(), scene.clock, Duration.ZERO);

        assertThat(ranges).extracting(FileRange::path).containsExactly("guarded:" + logs.path("a.log"));
        assertThat(scene.read(ranges)).containsExactly("guarded:a.log@0=one");
    }

    @Test
    void redeliveryUnderAnotherNameOrCompressedYieldsNothing() throws IOException {
        logs.write("a.log", "one\ntwo\n");
        assertThat(scene.read()).hasSize(2);

        logs.write("copy.log", "one\ntwo\n");
        logs.write("a.log.gz", LogDirectory.gzip("one\ntwo\n"));
        logs.write("a.log.bz2", LogDirectory.bzip2("one\ntwo\n"));
        logs.write("a.log.zst", LogDirectory.zstd("one\ntwo\n"));
        assertThat(scene.read()).isEmpty();
        scene.restart();
        assertThat(scene.read()).isEmpty();
    }

    @Test
    void aCompressedCopyThatHoldsMoreYieldsTheRest() throws IOException {
        logs.write("a.log", "one\n");
        assertThat(scene.read()).hasSize(1);
        logs.append("a.log", "two\n");
        assertThat(scene.read()).hasSize(1);

        logs.delete("a.log");
        logs.write("a.log.gz", LogDirectory.gzip("one\ntwo\nthree\n"));

        assertThat(scene.read()).containsExactly("a.log.gz@8=three");
    }

    @Test
    void filesWithTheSameFirstLineAreToldApartWhenTheyDiffer() throws IOException {
        logs.write("web1/access.log", "health check\n");
        assertThat(scene.read()).hasSize(1);
        logs.append("web1/access.log", "only on 1\nand this\n");
        logs.write("web2/access.log", "health check\n");
        assertThat(scene.read()).containsExactly("web1/access.log@13=only on 1", "web1/access.log@23=and this");

        logs.append("web2/access.log", "only on 2\n");

        assertThat(scene.read()).containsExactly("web2/access.log@0=health check", "web2/access.log@13=only on 2");
        assertThat(scene.read()).isEmpty();
    }

    @Test
    void readsEveryMemberOfEveryCompression() throws IOException {
        byte[] first = LogDirectory.gzip("one\ntw");
        byte[] second = LogDirectory.gzip("o\n");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        logs.write("a", both);
        logs.write("b", LogDirectory.bzip2("three\n"));
        logs.write("c", LogDirectory.zstd("four"));

        assertThat(scene.read()).containsExactly("a@0=one", "a@4=two", "b@0=three", "c@0=four");
    }

    @Test
    void aHalfWrittenCompressedFileIsReadOnceItIsWhole() throws IOException {
        byte[] whole = LogDirectory.gzip("one\ntwo\n");
        for (int length : List.of(3, 11, whole.length - 9, whole.length - 1)) {
            logs.write("a.gz", Arrays.copyOf(whole, length));
            logs.write("b.log", length + "\n");
            assertThat(scene.read()).containsExactly("b.log@0=" + length);
        }

        logs.write("a.gz", whole);

        assertThat(scene.read()).containsExactly("a.gz@0=one", "a.gz@4=two");
    }

    @Test
    void damagedFilesOfEveryCompressionAreHeldBack() throws IOException {
        String content = "some line or other\n".repeat(500);
        for (byte[] whole :
                List.of(LogDirectory.gzip(content), LogDirectory.bzip2(content), LogDirectory.zstd(content))) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, 20, Math.min(damaged.length, 40), (byte) 0xee);
            logs.write("a", damaged);
            logs.write("half", Arrays.copyOf(whole, whole.length / 2));
            assertThat(scene.read()).isEmpty();
        }
        logs.write("a", LogDirectory.zstd("one\n"));
        assertThat(scene.read()).containsExactly("a@0=one");
    }

    @Test
    void anUnterminatedLastLineWaitsForItsEnd() throws IOException {
        logs.write("a.log", "one\ntw");
        assertThat(scene.read()).containsExactly("a.log@0=one");
        assertThat(scene.read()).isEmpty();

        logs.append("a.log", "o\r\n");

        assertThat(scene.read()).containsExactly("a.log@4=two");
    }

    @Test
    void anUnterminatedLastLineIsTakenOnceTheFileIsIdle() throws IOException {
        logs.write("a.log", "one\ntwo");
        assertThat(scene.read()).containsExactly("a.log@0=one");

        scene.clock.pass(PlannerScene.IDLE.minusSeconds(1));
        assertThat(scene.read()).isEmpty();
        scene.clock.pass(Duration.ofSeconds(1));
        assertThat(scene.read()).containsExactly("a.log@4=two");
        assertThat(scene.read()).isEmpty();

        logs.append("a.log", "\nthree\n");
        assertThat(scene.read()).containsExactly("a.log@8=three");
    }

    @Test
    void aFileOfOneUnterminatedLineIsTakenOnceIdle() throws IOException {
        logs.write("a.log", "one");
        assertThat(scene.read()).isEmpty();

        scene.clock.pass(PlannerScene.IDLE);

        assertThat(scene.read()).containsExactly("a.log@0=one");
        assertThat(scene.read()).isEmpty();
    }

    @Test
    void carriesTheW3cHeaderThroughChangeGrowthRestartAndRotation() throws IOException {
        logs.write("ex.log", "#Version: 1.0\n#Fields: a b\n1 2\n#Fields: a b c\r\n1 2 3\n");
        assertThat(scene.read()).containsExactly("ex.log@27={a b}1 2", "ex.log@47={a b c}1 2 3");

        logs.append("ex.log", "4 5 6\n");
        assertThat(scene.read()).containsExactly("ex.log@53={a b c}4 5 6");
        scene.restart();
        logs.append("ex.log", "7 8 9\n");
        logs.rename("ex.log", "ex.log.1");
        assertThat(scene.read()).containsExactly("ex.log.1@59={a b c}7 8 9");
    }

    @Test
    void directivesAloneAreNoFileYet() throws IOException {
        logs.write("a.log", "#Version: 1.0\n#Fields: a\n");
        logs.write("b.log", "#Version: 1.0\n#Fields: a\n");
        assertThat(scene.read()).isEmpty();

        logs.append("a.log", "1\n");
        logs.append("b.log", "2\n");

        assertThat(scene.read()).containsExactly("a.log@25={a}1", "b.log@25={a}2");
    }

    @Test
    void emptyFilesYieldNothingAndJunkIsLines() throws IOException {
        logs.write("empty.log", "");
        logs.write("junk.log", "\0\u00ff\n\r\n\r\r\n#x\n");

        assertThat(scene.read())
                .containsExactly("junk.log@0=\0\u00ff", "junk.log@3=", "junk.log@5=\r", "junk.log@8=#x");
    }

    @Test
    void skipsHiddenAndTemporaryNames() throws IOException {
        for (String name : List.of(".a.log", "_a.log", "a.tmp", "a.part", ".git/a.log", "_temporary/a.log")) {
            logs.write(name, name + "\n");
        }
        logs.write("a.log", "one\n");

        assertThat(scene.read()).containsExactly("a.log@0=one");
    }

    @Test
    void takesNoMoreThanTheBudgetAndCarriesOn() throws IOException {
        logs.write("a.log", "one\ntwo\nthree is longer than the budget\nfour\n");
        logs.write("b.log", "five\n");
        Budget budget = new Budget(9, Long.MAX_VALUE);

        assertThat(scene.read(scene.plan(budget))).containsExactly("a.log@0=one", "a.log@4=two");
        assertThat(scene.read(scene.plan(budget))).containsExactly("a.log@8=three is longer than the budget");
        assertThat(scene.read(scene.plan(budget))).containsExactly("a.log@40=four");
        assertThat(scene.read(scene.plan(budget))).containsExactly("b.log@0=five");
        assertThat(scene.plan(budget)).isEmpty();
    }

    @Test
    void countsRecordsExactly() throws IOException {
        logs.write("a.log", "#Fields: a\n1\n2\n3\n");
        logs.write("b.gz", LogDirectory.gzip("4\n5\n6\n"));
        Budget budget = new Budget(Long.MAX_VALUE, 2);

        assertThat(scene.read(scene.plan(budget))).containsExactly("a.log@11={a}1", "a.log@13={a}2");
        assertThat(scene.read(scene.plan(budget))).containsExactly("a.log@15={a}3", "b.gz@0=4");
        assertThat(scene.read(scene.plan(budget))).containsExactly("b.gz@2=5", "b.gz@4=6");
        assertThat(scene.plan(budget)).isEmpty();
    }

    @Test
    void readsARangeWhoseFileWasRotatedAwaySincePlanned() throws IOException {
        logs.write("access.log", "one\ntwo\n");
        List<FileRange> ranges = scene.plan(Budget.UNLIMITED);

        logs.rename("access.log", "access.log.1");
        logs.write("access.log", "another file, longer than that\n");

        assertThat(scene.read(ranges)).containsExactly("access.log@0=one", "access.log@4=two");
        logs.delete("access.log.1");
        logs.write("access.log.1.gz", LogDirectory.gzip("one\ntwo\nthree\n"));
        assertThat(scene.read(ranges)).containsExactly("access.log@0=one", "access.log@4=two");
    }

    @Test
    void namesTheFileAndTheRemedyWhenARangeCannotBeReplayed() throws IOException {
        logs.write("access.log", "one\n");
        List<FileRange> ranges = scene.plan(Budget.UNLIMITED);
        logs.delete("access.log");

        assertThatThrownBy(() -> scene.read(ranges))
                .isInstanceOf(ReplacedException.class)
                .hasMessageContaining("Cannot read " + logs.path("access.log") + ": it is gone")
                .hasMessageContaining("Put it back");
    }

    @Test
    void aFewBytesThatDecompressToManyAreNamedAndRememberedAndReadOnlyIfAllowed() throws IOException {
        scene.inflation = new Inflation(10, 1 << 20);
        String content = "\0".repeat(2 << 20) + "\n";
        for (byte[] bomb : List.of(LogDirectory.bzip2(content), LogDirectory.zstd(content))) {
            logs.write("bomb", bomb);
            logs.write("a.log", "after a bomb of " + bomb.length + "\n");
            assertThat(scene.read()).hasSize(1).first().asString().startsWith("a.log@0=after");
            assertThat(scene.warned)
                    .contains("Cannot read " + logs.path("bomb") + ": its " + bomb.length
                            + " bytes decompress to more than 1048576, which is more than 10 times as many, as a bomb"
                            + " does; if it is none, allow more with maxRatio (--max-ratio), and it is read at the next"
                            + " start");
            scene.restart();
            long before = MeasuredFileSystem.bytesRead();
            assertThat(scene.read()).isEmpty();
            assertThat(MeasuredFileSystem.bytesRead())
                    .as("what is read of it after a restart")
                    .isEqualTo(before);
        }

        scene.inflation = new Inflation(1_000_000, 1 << 20);
        assertThat(scene.plan(Budget.UNLIMITED)).extracting(FileRange::to).containsExactly(2L << 20 | 1);
    }

    @Test
    void filesThatAreReadyWaitForNoMoreBombsThanTheBudgetHasRoomFor() throws IOException {
        scene.inflation = new Inflation(10, 1 << 20);
        byte[] bomb = LogDirectory.zstd("\0".repeat(2 << 20));
        logs.write("0.log", "one\n");
        for (int i = 1; i < 9; i++) {
            logs.write(i + ".zst", bomb);
        }
        logs.write("9.log", "two\n");
        Budget ofTwo = new Budget(2 << 20, Long.MAX_VALUE);

        assertThat(scene.read(scene.plan(ofTwo))).containsExactly("0.log@0=one");
        assertThat(scene.warned).hasSize(2);
        assertThat(scene.read(scene.plan(ofTwo))).containsExactly("9.log@0=two");
        assertThat(scene.warned).hasSize(8);
    }

    @Test
    void followsLinksAndKeepsToTheOthersWhereOneLeadsNowhere(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("far.log"), "far\n");
        Files.createSymbolicLink(directory.resolve("0-itself.log"), directory.resolve("0-itself.log"));
        Files.createSymbolicLink(directory.resolve("1-nothing.log"), directory.resolve("missing.log"));
        Files.createSymbolicLink(directory.resolve("2-files"), elsewhere);
        Files.createDirectories(directory.resolve("3-below/round"));
        Files.createSymbolicLink(directory.resolve("3-below/round/up"), directory.resolve("3-below"));
        logs.write("3-below/near.log", "near\n");

        assertThat(scene.read()).containsExactlyInAnyOrder("2-files/far.log@0=far", "3-below/near.log@0=near");
        assertThat(scene.warned)
                .singleElement()
                .asString()
                .startsWith("Cannot read " + directory.resolve("0-itself.log") + ": ")
                .endsWith("; make it readable and it is read at the next trigger");
    }

    @Test
    void namesTheLocalFilesWhoseNamesAreNoText() throws Exception {
        String bytes = "a\\377.log";
        Process made = new ProcessBuilder(
                        "bash", "-c", "printf 'one\\n' > \"$0/$(printf '" + bytes + "')\"", directory.toString())
                .start();
        assertThat(made.waitFor()).isZero();
        logs.write("b.log", "two\n");

        assertThat(scene.read()).containsExactly("b.log@0=two");
        assertThat(scene.warned)
                .singleElement()
                .asString()
                .startsWith("Cannot read " + directory + "/a")
                .contains(".log: its name is no text in the encoding ")
                .endsWith(" of this process; set the environment's LC_ALL to C.UTF-8, or rename the file");
        List<String> unreadable = new ArrayList<>();
        new FilePlanner(scene.conf)
                .plan(List.of(directory + "/*.log"), List.of(), scene.clock, Duration.ZERO, unreadable::add);
        new FilePlanner(scene.conf)
                .plan(List.of(directory + "/b*"), List.of(), scene.clock, Duration.ZERO, unreadable::add);
        assertThat(unreadable).as("by globs").isEqualTo(scene.warned);
    }

    @Test
    void theFirstLinesOfALargeFileCostOneReadingOfItAndAPart() throws IOException {
        String line = "a line of thirty-two characters\n";
        int size = 48 << 20;
        logs.write("a.log", line.repeat(size / line.length()));
        long before = MeasuredFileSystem.bytesRead();

        List<FileRange> first = scene.plan(new Budget(Long.MAX_VALUE, 10));

        assertThat(first).singleElement().extracting(FileRange::to).isEqualTo(10L * line.length());
        assertThat(MeasuredFileSystem.bytesRead() - before).isBetween((long) size, size + (20L << 20));
    }

    @Test
    void takesAKnownFileUpAfterItsLastRecord() throws IOException {
        logs.write("a.log", "one\ntwo\n");
        List<FileRange> admitted = scene.plan(Budget.UNLIMITED);
        logs.delete("a.log");
        logs.write("renamed.gz", LogDirectory.gzip("one\ntwo\nthree\n"));

        scene.startAnew(admitted);
        assertThat(scene.read()).containsExactly("renamed.gz@8=three");
        assertThat(scene.read()).isEmpty();
    }

    @Test
    void takesAKnownW3cFileUpWithItsHeader() throws IOException {
        logs.write("a.log", "#Fields: a\n1\n#Fields: b\n2\n");
        List<FileRange> admitted = scene.plan(Budget.UNLIMITED);
        logs.append("a.log", "3\n");

        scene.startAnew(admitted);

        assertThat(scene.read()).containsExactly("a.log@26={b}3");
    }
}
