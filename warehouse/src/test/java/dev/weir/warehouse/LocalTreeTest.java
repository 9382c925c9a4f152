package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.ledger.Cleanup;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTreeTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "w",
                "./w",
                "w/",
                "a/../w",
                "a//b",
                "/",
                "/x/w",
                "/x/./y/../w/",
                "file:/x/w",
                "file:///x/w",
                "a b",
                "ä%20+#?",
                "a/b:c",
                "\\x"
            })
    void aDirectoryIsTheOneThatHadoopTakesItFor(String directory) {
        FileTree hadoop = new LazyHadoop(new Configuration()).qualified(directory);
        FileTree local = LocalTree.of(directory, new LazyHadoop()).orElseThrow();

        assertThat(local.path("")).isEqualTo(hadoop.path(""));
        assertThat(local.path("ledger/1.json")).isEqualTo(hadoop.path("ledger/1.json"));
        assertThat(local.below("ledger").path("1.json")).isEqualTo(hadoop.path("ledger/1.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gs://bucket/w", "hdfs:/w", "a:b", "//host/w", "file://host/w", "file:w", "a\0b"})
    void whatIsOrMayBeElsewhereIsHadoops(String directory) {
        assertThat(LocalTree.of(directory, new LazyHadoop())).isEmpty();
    }

    @Test
    void settingsOfFileSystemsAreHeeded() {
        String setting = "spark.hadoop.fs.file.impl";
        System.setProperty(setting, CountingFileSystem.class.getName());
        try {
            assertThat(LocalTree.of("w", new LazyHadoop())).isEmpty();
            Map<String, Integer> asked = CountingFileSystem.during(() -> assertThatThrownBy(
                            () -> Warehouse.open(temp.resolve("w").toString()))
                    .hasMessageContaining("there is no warehouse.json in it"));
            assertThat(asked).isEqualTo(Map.of("exists", 1));
        } finally {
            System.clearProperty(setting);
        }
        assertThat(LocalTree.of("w", new LazyHadoop(new Configuration()))).isEmpty();
    }

    @Test
    void filesAreSeenAsHadoopSeesThem() throws IOException {
        Files.createDirectories(temp.resolve("a/b"));
        Files.writeString(temp.resolve("a/one"), "one\n");
        Files.writeString(temp.resolve("a/b/two"), "zwölf");
        Files.writeString(temp.resolve("a/.one.crc"), "checksum");
        Files.createSymbolicLink(temp.resolve("a/three"), temp.resolve("a/one"));
        FileTree hadoop = new HadoopTree(new org.apache.hadoop.fs.Path(temp.toUri()), new Configuration());
        FileTree local = local();

        for (String name : List.of("a/one", "a/b/two", "a/three", "a", "a/b", "none", "none/one")) {
            assertThat(local.exists(name)).as(name).isEqualTo(hadoop.exists(name));
            assertThat(local.size(name)).as(name).isEqualTo(hadoop.size(name));
        }
        assertThat(local.text("a/b/two")).isEqualTo("zwölf");
        assertThat(local.modified("a/one").toEpochMilli())
                .isEqualTo(hadoop.modified("a/one").toEpochMilli());
        assertThatThrownBy(() -> local.open("none")).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void aLedgerIsReadWithoutHadoopAndWrittenByIt() throws IOException {
        LedgerLog written = new LedgerLog(new LedgerFiles(
                new HadoopTree(new org.apache.hadoop.fs.Path(temp.toUri()), CountingFileSystem.settings())));
        for (int position = 1; position <= 1003; position++) {
            written.append(new Cleanup(Instant.ofEpochSecond(position), 0));
        }
        LedgerLog read = new LedgerLog(new LedgerFiles(local()));

        assertThat(CountingFileSystem.during(read::read)).isEmpty();
        assertThat(read.read().entries()).isEqualTo(written.read().entries());

        assertThat(read.append(new Cleanup(Instant.EPOCH, 0))).isEqualTo(1004);
        assertThat(written.append(new Cleanup(Instant.EPOCH, 0))).isEqualTo(1005);
        assertThat(read.read().position()).isEqualTo(1005);
        assertThat(temp).isDirectoryNotContaining("glob:**.tmp");
    }

    private FileTree local() {
        return LocalTree.of(temp.toString(), new LazyHadoop()).orElseThrow();
    }
}
