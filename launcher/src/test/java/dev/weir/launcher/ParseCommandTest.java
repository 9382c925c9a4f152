package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.logs.FormatsCommand;
import dev.weir.logs.ParseCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ParseCommandTest {
    private static final String LINE =
            "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /a?b HTTP/1.1\" 200 5 \"-\" \"x \\\"é\\\"\"\n";
    private static final String EVENT = "{\"timestamp\":\"2026-11-22T10:00:00Z\",\"client_address\":\"203.0.113.7\","
            + "\"network_peer_address\":\"203.0.113.7\",\"http_request_method\":\"GET\",\"url_path\":\"/a\","
            + "\"url_query\":\"b\",\"network_protocol_version\":\"1.1\",\"http_response_status_code\":200,"
            + "\"http_response_body_size\":5,\"user_agent_original\":\"x \\\"é\\\"\",\"format\":\"combined\",\"line\":";

    private static final String PASTED = "$remote_addr [$time_local] $status";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsAnObjectALineAndASummary() {
        int code = run(LINE + "nonsense\n\n" + LINE.strip(), "-");

        assertThat(code).isZero();
        assertThat(out()).isEqualTo(EVENT + "1}\n" + EVENT + "4}\n");
        assertThat(err())
                .isEqualTo("{\"line\":2,\"reason\":\"unrecognised_format\",\"raw\":\"nonsense\"}\n"
                        + "{\"line\":3,\"reason\":\"empty_line\",\"raw\":\"\"}\n"
                        + "4 lines, 2 events (combined 2), 2 dead letters (empty_line 1, unrecognised_format 1)\n");
    }

    @Test
    void readsCompressedFilesAndNamesThemWhereThereAreSeveral() throws IOException {
        Path plain = Files.writeString(directory.resolve("a.gz"), LINE);
        Path packed = directory.resolve("b.log");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
            gzip.write(LINE.getBytes(StandardCharsets.UTF_8));
        }

        int code = run("", plain.toString(), packed.toString());

        assertThat(code).isZero();
        assertThat(out())
                .contains("\"file\":\"" + plain + "\",\"line\":1}\n", "\"file\":\"" + packed + "\",\"line\":1}\n");
        assertThat(err()).isEqualTo("2 lines, 2 events (combined 2), 0 dead letters\n");
    }

    @Test
    void readsArchivesMemberByMember() throws IOException {
        Path archive = directory.resolve("logs.log");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String member : List.of("a.log", "old/b.log")) {
                zip.putNextEntry(new ZipEntry(member));
                zip.write(LINE.getBytes(StandardCharsets.UTF_8));
            }
        }

        int code = run("", archive.toString());

        assertThat(code).isZero();
        assertThat(out()).isEqualTo(EVENT + "1}\n" + EVENT + "2}\n");
        assertThat(err()).isEqualTo("2 lines, 2 events (combined 2), 0 dead letters\n");
    }

    @Test
    void readsTheTimeFromTheFieldThatIsNamed() {
        int code = run("1.2.3.4 1795341600.250\n", "--format", "$remote_addr $when", "--time-field", "when", "-");

        assertThat(code).isZero();
        assertThat(out()).startsWith("{\"timestamp\":\"2026-11-22T10:00:00.250Z\",\"client_address\":\"1.2.3.4\",");
    }

    @Test
    void aFieldOfTimeNeedsAFormatThatHasIt() {
        assertThat(run(LINE, "--time-field", "when", "-")).isEqualTo(2);
        assertThat(run(LINE, "--format", "$remote_addr $then", "--time-field", "when", "-"))
                .isEqualTo(2);

        assertThat(err())
                .isEqualTo("Invalid --time-field: when, must be a field of the format string that --format gives\n"
                        + "Invalid log format: it has no field named when, which is to tell the time; name a variable of the"
                        + " format without its $ or %, or a key of its JSON\n");
    }

    @Test
    void followsW3cDirectives() {
        run("#Version: 1.0\n#Fields: date time c-ip\n2026-11-22 10:00:00 1.2.3.4\n", "-");

        assertThat(out())
                .isEqualTo("{\"timestamp\":\"2026-11-22T10:00:00Z\",\"client_address\":\"1.2.3.4\","
                        + "\"network_peer_address\":\"1.2.3.4\",\"format\":\"iis\",\"line\":3}\n");
        assertThat(err()).isEqualTo("3 lines, 1 event (iis 1), 0 dead letters, 2 directives\n");
    }

    @Test
    void assumesTheZoneThatIsGivenAndSaysSo() {
        run("[22/Nov/2026:10:00:00] a\n", "--format", "%t %{X}i", "--zone", "Europe/Berlin", "-");

        assertThat(out())
                .isEqualTo("{\"timestamp\":\"2026-11-22T09:00:00Z\",\"timestamp_zone_assumed\":true,"
                        + "\"attributes\":{\"X\":\"a\"},\"format\":\"apache-custom\",\"line\":1}\n");
    }

    @Test
    void believesTheProxiesThatAreGiven() {
        String line = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"-\" 200 5 \"-\" \"x\" \"6.6.6.6, 10.0.0.1\"\n";

        run(line, "--trust", "203.0.113.0/24", "--trust", "10.0.0.0/8", "-");

        assertThat(out()).contains("\"client_address\":\"6.6.6.6\"");
    }

    @Test
    void writesDeadLettersToAFile() throws IOException {
        Path letters = directory.resolve("dead.ndjson");

        int code = run("x\n", "--format", "combined", "--dead-letters", letters.toString(), "-");

        assertThat(code).isZero();
        assertThat(letters).hasContent("{\"line\":1,\"reason\":\"malformed\",\"raw\":\"x\",\"format\":\"combined\"}");
        assertThat(err()).isEqualTo("1 line, 0 events, 1 dead letter (malformed 1)\n");
    }

    @Test
    void goesOnAfterFilesThatCannotBeRead() throws IOException {
        Path good = Files.writeString(directory.resolve("good.log"), LINE);
        String missing = directory.resolve("missing.log").toString();

        int code = run("", missing, directory.toString(), good.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err())
                .contains("Cannot read " + missing + ": there is no such file; check the name")
                .contains("Cannot read " + directory + ": it is a directory; name its files")
                .endsWith("1 line, 1 event (combined 1), 0 dead letters\n");
        assertThat(out()).endsWith(",\"line\":1}\n");
    }

    @Test
    void saysHowFarATruncatedFileWasRead() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 5000; i++) {
                gzip.write(LINE.replace("/a", "/" + i * 7919).getBytes(StandardCharsets.UTF_8));
            }
        }
        Path cut = directory.resolve("cut.gz");
        Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        int code = run("", cut.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err())
                .containsPattern("Cannot read .*cut.gz: its compressed data is damaged or cut off after line"
                        + " [0-9]+, up to which it was read; fetch the file again");
        assertThat(out()).startsWith("{\"timestamp\"");
    }

    @Test
    void saysAtOnceThatAPastedFormatFitsNoLine() throws IOException {
        int[] parsed = {0};
        InputStream watched = new ByteArrayInputStream(LINE.repeat(300).getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream letters = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                super.write(bytes, from, length);
                String text = toString(StandardCharsets.UTF_8);
                int message = text.indexOf("None of");
                parsed[0] = message < 0
                        ? 0
                        : (int) text.substring(0, message).lines().count();
            }
        };

        int code = execute(
                new ParseCommand(watched, out, new PrintStream(letters, true, StandardCharsets.UTF_8)),
                "--format",
                PASTED,
                "-");

        assertThat(code).isEqualTo(1);
        assertThat(parsed[0]).as("dead letters in front of it").isEqualTo(99);
        assertThat(letters.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce(
                        "None of the first 100 lines fits nginx-custom: line 1, character 13: expected an opening"
                                + " bracket, found -\n  203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /a…\n"
                                + "              ^\n")
                .endsWith("300 lines, 0 events, 300 dead letters (malformed 300)\n");
    }

    @Test
    void aPastedFormatThatFitsSomeOfTheFirstLinesIsRight() {
        int code = run("\n" + LINE + "1.2.3.4 [22/Nov/2026:10:00:00 +0000] 200\n", "--format", PASTED, "-");
        int none = run("\n" + LINE, "--format", PASTED, "-");

        assertThat(code).isZero();
        assertThat(none).isEqualTo(1);
        assertThat(err())
                .contains("1 event (nginx-custom 1), 2 dead letters")
                .containsOnlyOnce("The only line does not fit nginx-custom: line 2, character 13");
    }

    @Test
    void refusesAWrongCommandLine() {
        assertThat(run("", "--format", "combind", "-")).isEqualTo(2);
        assertThat(run("", "--zone", "Europe/Berlim", "-")).isEqualTo(2);
        assertThat(run("", "--trust", "10.0.0.0/99", "-")).isEqualTo(2);
        assertThat(run("")).isEqualTo(2);

        assertThat(err())
                .contains("there is none named \"combind\"; did you mean combined?")
                .contains("Invalid zone: Europe/Berlim, must be a name such as Europe/Berlin")
                .contains("Invalid trusted proxy: 10.0.0.0/99")
                .contains("Missing required parameter");
    }

    @Test
    void saysWhereDeadLettersCannotGo() {
        int code = run(LINE, "--dead-letters", directory.resolve("no/such/file").toString(), "-");

        assertThat(code).isEqualTo(1);
        assertThat(err()).startsWith("Cannot write ");
    }

    @Test
    void endsQuietlyWhenItsReaderHasSeenEnough() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        InputStream endless = new ByteArrayInputStream(LINE.repeat(5000).getBytes(StandardCharsets.UTF_8));

        int code = execute(new ParseCommand(endless, closed, new PrintStream(err, true, StandardCharsets.UTF_8)), "-");

        assertThat(code).isZero();
        assertThat(err()).isEmpty();
    }

    @Test
    void parsesLinesLongerThanAnyBuffer() {
        String agent = "a".repeat(300_000);

        run(LINE.replace("x \\\"é\\\"", agent) + LINE, "-");

        assertThat(out()).contains(agent).endsWith(EVENT + "2}\n");
    }

    @Test
    void listsFormatsAndSaysWhatFilesAreIn() throws IOException {
        Path file = Files.writeString(directory.resolve("a.log"), LINE + LINE + "x\n");

        assertThat(formats()).isZero();
        assertThat(out()).contains("combined: Common plus referer").contains("google-lb: ");
        out.reset();
        assertThat(formats("--json")).isZero();
        assertThat(out().lines()).allMatch(line -> line.startsWith("{\"name\":\"") && line.contains("\"sample\":\""));
        out.reset();
        assertThat(formats(file.toString(), "missing")).isEqualTo(1);
        assertThat(out())
                .startsWith(
                        file + ": 3 lines, 2 events (combined 2), 1 dead letter (unrecognised_format 1)\n  Some lines");
        assertThat(err()).startsWith("Cannot read missing: ");
        out.reset();
        assertThat(formats("--json", file.toString())).isZero();
        assertThat(out())
                .isEqualTo("{\"file\":\"" + file + "\",\"lines\":3,\"events\":2,\"dead_letters\":1,\"directives\":0,"
                        + "\"formats\":{\"combined\":2},\"reasons\":{\"unrecognised_format\":1}}\n");
    }

    private int run(String input, String... arguments) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return execute(new ParseCommand(in, out, printer()), arguments);
    }

    private int formats(String... arguments) {
        return execute(new FormatsCommand(InputStream.nullInputStream(), out, printer()), arguments);
    }

    private int execute(Object command, String... arguments) {
        return new CommandLine(command)
                .setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private PrintStream printer() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
