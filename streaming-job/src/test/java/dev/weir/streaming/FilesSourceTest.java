package dev.weir.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.ModelSettings.Pin;
import dev.weir.source.files.FilePlanner;
import dev.weir.source.files.FileRange;
import dev.weir.source.files.SourcePath;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the files that a user names are pinned, and where their stream's progress is. */
class FilesSourceTest {
    private static final List<String> FILES = List.of(
            "a.log",
            "b.log",
            "c.log",
            "app",
            "app1",
            "app12",
            "app2/x.log",
            "apps/y.log",
            "a/x.log",
            "b/x.log",
            "b/deep/x.log",
            "ab/x.log",
            "x[1].log",
            "x1.log",
            "a b.log",
            "app*",
            "application.txt");

    @TempDir
    Path directory;

    private final Configuration conf = HadoopSettings.ofProcess();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a.log",
                "*.log",
                "{a,b}",
                "{a,b}/*.log",
                "{a,b/deep}/x.log",
                "app?",
                "app*",
                "app",
                "[ab].log",
                "[^ab].log",
                "[a-b].log",
                "?.log",
                "x[1].log",
                "x\\[1].log",
                "*/x.log",
                "a?b.log",
                "*p*",
                "{app?,c*}",
                "app\\*"
            })
    void aPinSpeaksOfJustTheFilesThatAreRead(String glob) throws IOException {
        for (String file : FILES) {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.writeString(directory.resolve(file), file + "\n");
        }
        String path = directory + "/" + glob;
        List<String> read = new FilePlanner(conf)
                .plan(List.of(path), List.of(), Clock.systemUTC(), Duration.ZERO).stream()
                        .map(FileRange::path)
                        .toList();
        Pin pin = new Pin(Pins.sourcesOf(SourcePath.of(path, conf)), "auto", "UTC");

        assertThat(FILES.stream().map(file -> directory + "/" + file).filter(pin::matches))
                .as(pin.source())
                .containsExactlyInAnyOrderElementsOf(read)
                .isNotEmpty();
    }

    @Test
    void whatIsNotThereYetIsPinnedAsAFileAndAsADirectory() {
        Pin pin = new Pin(Pins.sourcesOf(SourcePath.of(directory + "/later", conf)), "auto", "UTC");

        assertThat(List.of("/later", "/later/x.log", "/later.log"))
                .map(name -> pin.matches(directory + name))
                .containsExactly(true, true, false);
    }

    @Test
    void pathsWithTheSame32BitHashHaveCheckpointsOfTheirOwn() {
        assertThat("/var/log/Aa").hasSameHashCodeAs("/var/log/BB");

        assertThat(source("/var/log/Aa").checkpointName())
                .matches("files-[0-9a-f]{32}")
                .isNotEqualTo(source("/var/log/BB").checkpointName());
    }

    @Test
    void aCheckpointOfAFormerNameIsContinuedByItsOwnerAlone() throws IOException {
        Warehouse warehouse = Warehouse.openOrCreate(directory + "/warehouse", conf);
        FilesSource one = source(directory + "/Aa");
        FilesSource other = source(directory + "/BB");
        String former = CheckpointName.formerly("files", directory + "/Aa/*");
        assertThat(other.formerCheckpointNames()).contains(former);
        Path log = Files.createDirectories(directory.resolve("warehouse/checkpoints/" + former + "/sources/0/files"));
        Files.writeString(log.resolve("0000000001.json"), """
                {"entry":1,"ranges":[],"contents":[],"sightings":[{"path":"%s/Aa/x.log","length":9,"modified":1,\
                "identity":null,"compressed":false,"open":false}]}""".formatted(directory));

        assertThat(CheckpointName.place(other, warehouse, conf))
                .isEqualTo(warehouse.checkpoint(other.checkpointName()));
        assertThat(CheckpointName.place(one, warehouse, conf)).isEqualTo(warehouse.checkpoint(former));
        Files.delete(log.resolve("0000000001.json"));
        assertThat(CheckpointName.place(other, warehouse, conf))
                .as("it has an owner now")
                .isEqualTo(warehouse.checkpoint(other.checkpointName()));
    }

    private static FilesSource source(String path) {
        return new FilesSource(path, Duration.ofSeconds(60), 1 << 20, OptionalLong.empty());
    }
}
