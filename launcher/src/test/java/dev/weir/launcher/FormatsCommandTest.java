package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.logs.FormatsCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FormatsCommandTest {
    private static final String FRONT = "10.0.0.7 - bob [22/Nov/2026:10:00:00 +0000] \"GET /a?b HTTP/1.1\" ";
    private static final String PASTED = "$remote_addr [$time_local] $status";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void explainsAnEventPieceByPiece() {
        int code = formats("", "--explain", FRONT + "200 5 \"-\" \"curl/8\" \"203.0.113.7\"");

        assertThat(code).isZero();
        assertThat(out()).isEqualTo("""
                        Read as nginx-main
                          10.0.0.7                    client_address = 10.0.0.7  (another value counts)
                          -                           ident: nothing
                          bob                         user_name = bob
                          22/Nov/2026:10:00:00 +0000  timestamp = 2026-11-22T10:00:00Z
                          GET /a?b HTTP/1.1           http_request_method = GET
                                                      url_path = /a
                                                      url_query = b
                                                      network_protocol_version = 1.1
                          200                         http_response_status_code = 200
                          5                           http_response_body_size = 5
                          -                           http_request_header_referer: nothing
                          curl/8                      user_agent_original = curl/8
                          203.0.113.7                 http_request_header_x_forwarded_for = 203.0.113.7
                        Event
                          timestamp = 2026-11-22T10:00:00Z
                          client_address = 203.0.113.7  (by the rule of trusted proxies)
                          network_peer_address = 10.0.0.7
                          user_name = bob
                          http_request_method = GET
                          url_path = /a
                          url_query = b
                          network_protocol_version = 1.1
                          http_response_status_code = 200
                          http_response_body_size = 5
                          http_request_header_x_forwarded_for = 203.0.113.7
                          user_agent_original = curl/8
                        """);
    }

    @Test
    void putsACaretUnderTheCharacterWhereADeadLetterPartsFromItsFormat() {
        int code = formats("", "--explain", FRONT + "abc 5");

        assertThat(code).isEqualTo(1);
        assertThat(out()).startsWith("Dead letter: malformed (combined)\n  parts from ");
        assertThat(out())
                .endsWith(" at character 65: expected a status (number), found abc\n    " + FRONT + "abc 5\n    "
                        + " ".repeat(64) + "^\n");
    }

    @Test
    void showsWhatWouldDriveATerminalAndKeepsTheCaretInItsPlace() {
        formats("", "--format", "combined", "--explain", FRONT.replace("/a", "/\u001b[2J\t") + "\u001b[31m 5");

        assertThat(out()).doesNotContain("\u001b").contains("found \\u001b[31m\n");
        String[] lines = out().split("\n", -1);
        assertThat(lines[3].indexOf('^')).isEqualTo(lines[2].indexOf("\\u001b[31m"));
    }

    @Test
    void readsTheLineFromStandardInputWithTheDirectivesInFrontOfIt() {
        int code =
                formats("#Fields: date time c-ip s-sitename\n2026-11-22 10:00:00 1.2.3.4 W3SVC1\n", "--explain", "-");

        assertThat(code).isZero();
        assertThat(out())
                .startsWith("Read as iis\n  2026-11-22  date: timestamp = 2026-11-22T10:00:00Z\n")
                .contains("  W3SVC1      s-sitename: (ignored)\n");
        out.reset();
        assertThat(formats("", "--header", "date time c-ip", "--explain", "2026-11-22 10:00:00 1.2.3.4"))
                .isZero();
    }

    @Test
    void assumesAZoneAndExplainsAsJson() {
        int code = formats(
                "",
                "--json",
                "--zone",
                "Europe/Berlin",
                "--format",
                PASTED,
                "--explain",
                "1.2.3.4 [22/Nov/2026:10:00:00] 200");
        int dead = formats("", "--json", "--format", PASTED, "--explain", "1.2.3.4 [22/Nov/2026:10:00:00], 200");

        assertThat(code).isZero();
        assertThat(dead).isEqualTo(1);
        assertThat(out())
                .startsWith(
                        "{\"format\":\"nginx-custom\",\"pieces\":[{\"role\":\"field\",\"text\":\"1.2.3.4\",\"name\":")
                .contains("{\"column\":\"timestamp\",\"value\":\"2026-11-22T09:00:00Z\",\"use\":\"counts\"}")
                .endsWith(
                        "{\"format\":\"nginx-custom\",\"reason\":\"malformed\",\"parting\":{\"formats\":[\"nginx-custom\"],"
                                + "\"line\":\"1.2.3.4 [22/Nov/2026:10:00:00], 200\",\"character\":31,\"expected\":\"a space\","
                                + "\"found\":\",\"},\"otherwise\":[]}\n");
    }

    @Test
    void saysOfEveryKindOfFailureOfAFileWhereItStops() throws IOException {
        Path file = Files.writeString(
                directory.resolve("a.log"),
                FRONT + "200 5\n" + FRONT + "abc 5\nhello\n" + FRONT + "def 5\n" + FRONT.replace("Nov", "Foo")
                        + "200 5\n");

        assertThat(formats("", file.toString())).isZero();
        assertThat(out())
                .contains("  malformed (combined) 2, first in line 2\n    parts from ")
                .contains(" at character 65: expected a status (number), found abc\n      " + FRONT + "abc 5\n")
                .contains("  bad_timestamp (combined) 1, first in line 5\n    parts from ")
                .contains(" at character 17: expected a time, found 22/Foo/2026:10:00:00\n")
                .doesNotContain("def 5");
        out.reset();
        assertThat(formats("", "--json", file.toString())).isZero();
        assertThat(out())
                .contains("\"failures\":[{\"count\":2,\"first_line\":2,\"explanation\":{\"format\":\"combined\","
                        + "\"reason\":\"malformed\",\"parting\":{\"formats\":[");
    }

    @Test
    void checksAFormatThatIsPastedAgainstAFile() {
        int code = formats(FRONT + "200 5\n", "--format", PASTED, "-");

        assertThat(code).isZero();
        assertThat(out())
                .isEqualTo("-: 1 line, 0 events, 1 dead letter (malformed 1)\n"
                        + "  malformed (nginx-custom) 1, first in line 1\n"
                        + "    parts from nginx-custom at character 10: expected an opening bracket, found -\n      "
                        + FRONT.substring(0, 49) + "…\n      " + " ".repeat(9) + "^\n"
                        + "    It can be read: --format common\n");
    }

    @Test
    void refusesAWrongCommandLine() {
        assertThat(formats("", "--explain", "x", "a.log")).isEqualTo(2);
        assertThat(formats("", "--header", "date time", "a.log")).isEqualTo(2);
        assertThat(formats("", "--format", "combind", "a.log")).isEqualTo(2);
        assertThat(formats("", "--zone", "Mars", "--explain", "x")).isEqualTo(2);

        assertThat(err())
                .contains("Invalid arguments: --explain LINE and FILE, must be one of them")
                .contains("Invalid --header: it goes with --explain")
                .contains("did you mean combined?")
                .contains("Invalid zone: Mars");
    }

    private int formats(String input, String... arguments) {
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        PrintStream printer = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new CommandLine(new FormatsCommand(in, out, printer))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
