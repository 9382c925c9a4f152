package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
    @TempDir
    private Path directory;

    @Test
    void aLinkedCopyReplacesWhatWasThereAndOutlivesItsOriginal() throws IOException {
        Path from = directory.resolve("from");
        Files.createDirectories(from.resolve("a/b"));
        Files.writeString(from.resolve("a/b/file"), "bytes");
        Path to = directory.resolve("to");
        Files.createDirectories(to);
        Files.writeString(to.resolve("older"), "");
        Directories.link(from, to);
        Directories.delete(from);
        assertThat(to.resolve("a/b/file")).hasContent("bytes");
        assertThat(to.resolve("older")).doesNotExist();
        assertThat(from).doesNotExist();
    }
}
