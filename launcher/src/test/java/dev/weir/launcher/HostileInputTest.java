package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users get wrong, and what is broken before it gets here. */
class HostileInputTest {
    private static final String LINE = Hit.at("2026-11-20T10:00:00Z", 1).ingress();

    @TempDir
    Path temp;

    private Path warehouse;

    @BeforeEach
    void nameWarehouse() {
        warehouse = temp.resolve("warehouse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "drift", "query", "verify", "batch", "clean", "dead-letters"})
    void withoutAWarehouseCommandsSayHowToMakeOne(String command) {
        Object[] arguments = switch (command) {
            case "query" -> new Object[] {command, "--warehouse", warehouse, "SELECT 1"};
            case "verify" -> new Object[] {command, "--warehouse", warehouse, "--day", "2026-11-20"};
            default -> new Object[] {command, "--warehouse", warehouse};
        };

        CommandsTest.requireOneLine(
                Cli.run(arguments), "there is no warehouse.json in it; name another with --warehouse");
        assertThat(warehouse).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":\"x\",\"format\":99} | newer version of Weir",
                "{\"id\":\"x\"} | is damaged; restore it from a backup",
                "{\"id\":\"x\",\"format\":\"a\"} | is damaged; restore it from a backup",
                "[] | is damaged; restore it from a backup",
                "~~ | is damaged; restore it from a backup",
                "{\"id\":\"x\", | is damaged; restore it from a backup",
                "\0\0\0 | is damaged; restore it from a backup"
            })
    void aWarehouseThatCannotBeUnderstoodIsLeftAlone(String identity, String message) throws IOException {
        Files.createDirectories(warehouse);
        Path file = Files.writeString(warehouse.resolve("warehouse.json"), identity);
        Path log = Files.writeString(temp.resolve("a.log"), LINE + "\n");

        CommandsTest.requireOneLine(Cli.run("status", "--warehouse", warehouse), message);
        CommandsTest.requireOneLine(Cli.run("import", "--warehouse", warehouse, log), message);
        assertThat(file).hasContent(identity);
        assertThat(warehouse).isDirectoryNotContaining("glob:**archive");
    }

    @Test
    void aDirectoryThatHoldsSomethingElseIsLeftAlone() throws IOException {
        Files.createDirectories(warehouse);
        Files.writeString(warehouse.resolve("thesis.txt"), "mine");
        Path log = Files.writeString(temp.resolve("a.log"), LINE + "\n");

        CommandsTest.requireOneLine(Cli.run("import", "--warehouse", warehouse, log), "holds other things");
        CommandsTest.requireOneLine(
                Cli.run("stream", "--warehouse", warehouse, "--dir", temp, "--available-now"), "holds other things");
        CommandsTest.requireOneLine(Cli.run("import", "--warehouse", log, log), "it is a file");
        CommandsTest.requireOneLine(Cli.run("status", "--warehouse", log), "Cannot open warehouse");
        assertThat(warehouse).isDirectoryContaining("glob:**thesis.txt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format nosuch | nosuch",
                "--format $status$ | ",
                "--time-field when | must be a field of the format string",
                "--zone Mars/Olympus | Mars/Olympus",
            })
    void wrongPinsAreToldBeforeAnythingIsWritten(String options, String message) throws IOException {
        Path log = Files.writeString(temp.resolve("a.log"), LINE + "\n");
        for (Object[] command : List.of(
                new Object[] {"import", "--warehouse", warehouse, log},
                new Object[] {"stream", "--warehouse", warehouse, "--dir", temp, "--available-now"})) {
            Object[] all = Arrays.copyOf(command, command.length + 2);
            System.arraycopy(options.split(" ", -1), 0, all, command.length, 2);

            CommandsTest.requireOneLine(Cli.run(all), message == null ? "" : message);
            assertThat(warehouse).doesNotExist();
        }
    }

    @Test
    void anArchiveIsImportedMemberByMemberAndOnce() throws IOException {
        Path archive = temp.resolve("logs.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (int i = 1; i <= 3; i++) {
                zip.putNextEntry(new ZipEntry("access.log." + i));
                zip.write((hit(i) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(Cli.run("import", "--warehouse", warehouse, archive).err()).contains("Imported 3 lines of 1 files");
        assertThat(Cli.run("import", "--warehouse", warehouse, archive).err()).contains("Imported 0 lines of 0 files");
    }

    @Test
    void filesThatCannotBeReadAreTold() throws IOException {
        Path empty = Files.createFile(temp.resolve("empty.log"));
        Path half = Files.write(temp.resolve("half.log.gz"), Arrays.copyOf(gzip((LINE + "\n").repeat(50)), 60));
        Path broken = Files.write(temp.resolve("broken.log.gz"), damaged(gzip((LINE + "\n").repeat(50))));

        CommandsTest.requireOneLine(
                Cli.run("import", "--warehouse", warehouse, temp.resolve("missing.log")), "no such file or directory");
        assertThat(Cli.run("import", "--warehouse", warehouse, empty))
                .satisfies(done -> assertThat(done.code()).as(done.err()).isZero());
        for (Path damaged : List.of(half, broken)) {
            Cli failed = Cli.run("import", "--warehouse", warehouse, damaged);
            assertThat(failed.code()).as(damaged + ": " + failed.err()).isEqualTo(1);
            assertThat(failed.err()).contains(damaged.toString()).doesNotContain("\tat ");
        }
        assertThat(Cli.run("status", "--warehouse", warehouse, "--json")
                        .json()
                        .get("received")
                        .asInt())
                .isZero();
    }

    @Test
    void whateverIsInAFileEveryLineIsAccountedFor() throws IOException {
        byte[] binary = new byte[20_000];
        new Random(7).nextBytes(binary);
        Path directory = Files.createDirectories(temp.resolve("logs"));
        Files.write(directory.resolve("binary.log"), binary);
        Files.writeString(directory.resolve("long.log"), "x".repeat(3_000_000) + "\n" + LINE + "\n");
        Files.writeString(directory.resolve("crlf.log"), LINE + "\r\n\r\n\n", StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("unfinished.log"), LINE);
        Files.createDirectories(directory.resolve("directory.log"));
        long lines = 0;
        for (int i = 0; i < binary.length; i++) {
            lines += binary[i] == '\n' ? 1 : 0;
        }

        Cli done = Cli.run("import", "--warehouse", warehouse, "--json", directory);
        assertThat(done.code()).as(done.err()).isZero();
        Cli status = Cli.run("status", "--warehouse", warehouse, "--json");
        assertThat(status.code()).isZero();
        assertThat(status.json().get("received").asLong())
                .isEqualTo(done.json().get("lines").asLong())
                .isGreaterThan(lines);
        Cli batch = Cli.run("batch", "--warehouse", warehouse);
        assertThat(batch.code()).as(batch.err()).isZero();
        assertThat(Cli.run("status", "--warehouse", warehouse, "--json")
                        .json()
                        .get("accepted")
                        .asInt())
                .as("the same line in several files, told apart by its request id")
                .isEqualTo(1);
    }

    /** In a process whose heap does not hold many of them. */
    @Test
    void linesOf64MegabytesAreDeadLettersAndNothingElseIsLost() throws Exception {
        Path logs = Files.createDirectories(temp.resolve("logs"));
        String junk = "x".repeat(1 << 26);
        String agent = LINE.substring(0, LINE.indexOf("Mozilla")) + junk + LINE.substring(LINE.indexOf("Mozilla"));
        Files.writeString(
                logs.resolve("plain.log"),
                String.join("\n", hit(1), junk, hit(2) + "\r", agent, hit(3), junk.substring(1)));
        Files.write(logs.resolve("zipped.log.gz"), gzip(String.join("\n", hit(4), agent, hit(5), "")));

        try (ChildProcess stream = ChildProcess.start(
                "", "stream", "--warehouse", warehouse, "--dir", logs, "--available-now", "--idle", 0)) {
            assertThat(stream.await()).as(stream.err()).isZero();
        }
        try (ChildProcess batch = ChildProcess.start("", "batch", "--warehouse", warehouse)) {
            assertThat(batch.await()).as(batch.err()).isZero();
        }
        Cli reasons = Cli.run(
                "query",
                "--warehouse",
                warehouse,
                "--json",
                "SELECT reason, COUNT(*) AS lines, MAX(LENGTH(raw)) AS kept FROM dead_letters GROUP BY ALL");

        assertThat(reasons.json().toString()).isEqualTo("[{\"reason\":\"too_long\",\"lines\":4,\"kept\":16777216}]");
        Cli status = Cli.run("status", "--warehouse", warehouse, "--json");
        assertThat(status.json().get("accepted").asInt()).isEqualTo(5);
        assertThat(status.json().get("received").asInt()).isEqualTo(9);
    }

    private static String hit(int number) {
        return Hit.at("2026-11-20T10:00:00Z", number).ingress();
    }

    @Test
    void aCheckpointBelongsToOneWarehouseAndOneProcess() throws Exception {
        Path logs = Files.createDirectories(temp.resolve("logs"));
        Files.writeString(logs.resolve("a.log"), LINE + "\n");
        Path checkpoint = temp.resolve("checkpoint");
        Object[] stream = {
            "stream", "--warehouse", warehouse, "--dir", logs, "--available-now", "--checkpoint", checkpoint
        };
        Cli first = Cli.run(stream);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).isEmpty();
        Object[] other = stream.clone();
        other[2] = temp.resolve("other");

        CommandsTest.requireOneLine(Cli.run(other), "name another with --checkpoint");
        Path binding = checkpoint.resolve("weir.json");
        String bound = Files.readString(binding);
        Files.writeString(binding, "{");
        CommandsTest.requireOneLine(
                Cli.run(stream), "Cannot use checkpoint " + checkpoint + ": weir.json is damaged; restore it");
        Files.writeString(binding, bound);
        try (java.nio.channels.FileChannel held = java.nio.channels.FileChannel.open(
                        checkpoint.resolve(".weir.lock"), java.nio.file.StandardOpenOption.WRITE);
                java.nio.channels.FileLock lock = held.lock()) {
            assertThat(lock.isValid()).isTrue();
            CommandsTest.requireOneLine(Cli.run(stream), "another process streams with it");
        }
        Files.writeString(
                logs.resolve("b.log"), Hit.at("2026-11-20T10:01:00Z", 2).ingress() + "\n");
        Cli again = Cli.run(stream);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(Cli.run("status", "--warehouse", warehouse, "--json")
                        .json()
                        .get("received")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--trigger -1", "--max-bytes 0", "--max-lines 0", "--idle -1", "--compact-after 1"})
    void limitsThatAreNoneAreTold(String options) throws IOException {
        Path logs = Files.createDirectories(temp.resolve("logs"));
        String[] option = options.split(" ", -1);

        Cli failed = Cli.run("stream", "--warehouse", warehouse, "--dir", logs, option[0], option[1]);

        CommandsTest.requireOneLine(failed, "Invalid " + option[0] + ": " + option[1]);
    }

    @Test
    void aDamagedLedgerIsToldByEveryCommand() throws IOException {
        Path log = Files.writeString(temp.resolve("a.log"), LINE + "\n");
        assertThat(Cli.run("import", "--warehouse", warehouse, log).code()).isZero();
        Files.writeString(warehouse.resolve("ledger/00000000000000000001.json"), "{\"kind\":\"speed\"");

        for (Object[] command : List.of(
                new Object[] {"status", "--warehouse", warehouse},
                new Object[] {"batch", "--warehouse", warehouse},
                new Object[] {"import", "--warehouse", warehouse, log},
                new Object[] {"query", "--warehouse", warehouse, "SELECT 1"})) {
            CommandsTest.requireOneLine(Cli.run(command), "Cannot read ledger entry ");
        }
    }

    private static byte[] damaged(byte[] zipped) {
        Arrays.fill(zipped, 30, 50, (byte) 0x55);
        return zipped;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
