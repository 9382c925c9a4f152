package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A planned range is read as it was planned, or not at all. */
class ReplayedRangeTest {
    private static final String BANNER = "started\n";

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
    void findsTheRotatedFileThoughTheNewOneBeginsWithTheSameBanner() throws IOException {
        List<FileRange> ranges = growth("one\ntwo\n");

        logs.rename("access.log", "access.log.1");
        logs.write("access.log", BANNER + "six\nten\nmore\n");

        assertThat(scene.read(ranges)).containsExactly("access.log@8=one", "access.log@12=two");
        logs.delete("access.log.1");
        logs.write("access.log.1.gz", LogDirectory.gzip(BANNER + "one\ntwo\nthree\n"));
        assertThat(scene.read(ranges)).containsExactly("access.log@8=one", "access.log@12=two");
    }

    @Test
    void refusesAnotherFilesBytesWhereTheRotatedOneIsGone() throws IOException {
        List<FileRange> ranges = growth("one\ntwo\n");
        logs.write("access.log", BANNER + "six\nten\nmore\n");

        assertThatThrownBy(() -> scene.read(ranges))
                .isInstanceOf(ReplacedException.class)
                .hasMessageContaining(
                        "access.log: it is gone or was replaced before its bytes 8 to 16 were read, and no file beside")
                .hasMessageContaining(
                        "Put it back under any name in the same directory, or start with a new checkpoint");
    }

    @Test
    void refusesBytesThatDifferInTheMiddleAlone() throws IOException {
        String content = "a line of some length\n".repeat(4000);
        List<FileRange> ranges = growth(content);
        logs.write("access.log", BANNER + content.replaceFirst("(?s)^(.{44000}).", "$1B"));

        assertThatThrownBy(() -> scene.read(ranges)).isInstanceOf(ReplacedException.class);
        assertThatThrownBy(() -> scene.read(ranges, 20_000)).isInstanceOf(ReplacedException.class);
    }

    @Test
    void refusesAnotherCompressedFileOfTheSameBanner() throws IOException {
        String content = "a line of some length\n".repeat(4000);
        logs.write("a.gz", LogDirectory.gzip(content + "one\n"));
        List<FileRange> ranges = scene.plan(Budget.UNLIMITED);
        logs.rename("a.gz", "b.gz");
        logs.write("a.gz", LogDirectory.gzip(content + "another\n"));
        assertThat(scene.read(ranges)).hasSize(4001).last().isEqualTo("a.gz@88000=one");

        logs.delete("b.gz");
        assertThatThrownBy(() -> scene.read(ranges)).isInstanceOf(ReplacedException.class);
    }

    /** The range of what came after a banner that was read. */
    private List<FileRange> growth(String content) throws IOException {
        scene.stride = 10_000;
        logs.write("access.log", BANNER);
        assertThat(scene.read()).hasSize(1);
        logs.append("access.log", content);
        return scene.plan(Budget.UNLIMITED);
    }
}
