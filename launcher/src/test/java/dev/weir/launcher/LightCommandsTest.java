package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.Cleanup;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need neither Spark nor Hadoop: they have neither, and say the same. */
class LightCommandsTest {
    private static final String LINE = "192.0.2.1 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5\nno line\n";

    @TempDir
    static Path temp;

    private static Checkout checkout;
    private static Path warehouse;

    @BeforeAll
    static void makeWarehouse() throws IOException {
        checkout = Checkout.in(Files.createDirectory(temp.resolve("checkout")));
        warehouse = temp.resolve("warehouse");
        Warehouse made = Warehouse.openOrCreate(warehouse.toString());
        for (int entry = 0; entry < 1002; entry++) {
            made.ledger().append(new Cleanup(Instant.ofEpochSecond(entry), 0));
        }
        Files.writeString(temp.resolve("a.log"), LINE);
        write(new GZIPOutputStream(Files.newOutputStream(temp.resolve("a.gz"))));
        write(new BZip2CompressorOutputStream(Files.newOutputStream(temp.resolve("a.bz2"))));
        write(new com.github.luben.zstd.ZstdOutputStream(Files.newOutputStream(temp.resolve("a.zst"))));
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(temp.resolve("a.zip")));
        zip.putNextEntry(new ZipEntry("a.log"));
        write(zip);
    }

    private static void write(OutputStream out) throws IOException {
        try (out) {
            out.write(LINE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "status --warehouse W",
                "status --sizes --json --warehouse W",
                "status --help",
                "status --warehouse W/none",
                "drift --json --warehouse W",
                "drift --warehouse W",
                "formats",
                "formats --json D/a.log",
                "parse D/a.log D/a.gz D/a.bz2 D/a.zst D/a.zip",
                "parse D/none",
                "parse --format=none D/a.log",
                "generate --lines 20 --seed 3",
                ""
            })
    void sayWhatTheySayWithAllThatThereIs(String words) throws IOException, InterruptedException {
        String[] arguments = words.isEmpty() ? new String[0] : words(words);
        Path log = Files.createTempFile(temp, "loaded", ".log");

        Cli light = checkout.run(Map.of("WEIR_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), arguments);
        // Of words in a file the script knows nothing.
        Path file = Files.writeString(temp.resolve("words"), words.isEmpty() ? "" : String.join("\n", words(words)));
        Cli whole = checkout.run(Map.of(), "@" + file);

        assertThat(light.code()).isEqualTo(whole.code());
        assertThat(light.out()).isEqualTo(whole.out());
        assertThat(light.err()).isEqualTo(whole.err());
        assertThat(light.out() + light.err()).isNotEmpty();
        assertThat(Files.readString(log))
                .contains(Weir.class.getName())
                .doesNotContain("org.apache.hadoop", "org.apache.spark", "org.apache.logging", "org.slf4j");
    }

    @Test
    void whatHadoopIsToldIsHeeded() throws IOException, InterruptedException {
        String[] status = words("status --warehouse W");
        String setting = "-Dspark.hadoop.fs.file.impl=org.apache.hadoop.fs.LocalFileSystem";

        assertThat(checkout.loaded(setting, status)).containsKey(HadoopSettings.class.getName());
        assertThat(checkout.loaded("", status)).doesNotContainKey(HadoopSettings.class.getName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere://bucket/w|No FileSystem for scheme \"nowhere\"",
                "a:b|java.net.URISyntaxException: Relative path in absolute URI: a:b",
                "''|Can not create a Path from an empty string",
                "//host/w|No FileSystem for scheme \"null\""
            })
    void aWarehouseElsewhereIsLookedForThere(String directory, String why) throws IOException, InterruptedException {
        String told = "status: Cannot open warehouse " + directory + ": " + why + "\n";

        assertThat(checkout.run(Map.of(), "status", "--warehouse", directory).err())
                .isEqualTo(told);
        assertThat(checkout.run(Map.of(), "status", "--warehouse=" + directory).err())
                .isEqualTo(told);
        assertThat(checkout.run(Map.of("WEIR_WAREHOUSE", directory), "status").err())
                .isEqualTo(told);
    }

    @Test
    void whatIsSaidAlongTheWayIsSaidAsEver() throws IOException, InterruptedException {
        Path copy = temp.resolve("damaged");
        Warehouse.openOrCreate(copy.toString());
        Files.createDirectories(copy.resolve("ledger/snapshots"));
        for (int entry = 1; entry <= 1000; entry++) {
            String name = String.format("ledger/%020d.json", entry);
            Files.copy(warehouse.resolve(name), copy.resolve(name));
        }
        Files.writeString(copy.resolve("ledger/snapshots/00000000000000001000.gz"), "torn");

        Cli cli = checkout.run(Map.of(), "status", "--warehouse", copy.toString());

        assertThat(cli.code()).isZero();
        assertThat(cli.err())
                .matches("\\d\\d:\\d\\d:\\d\\d Reading ledger entries one by one: file:" + copy
                        + "/ledger/snapshots/00000000000000001000.gz is damaged: Not in GZIP format\n");
    }

    private static String[] words(String words) {
        return words.replace("W", warehouse.toString())
                .replace("D/", temp + "/")
                .split(" ");
    }
}
