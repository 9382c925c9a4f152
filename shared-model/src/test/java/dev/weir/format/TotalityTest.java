package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that hold for every line. */
class TotalityTest {
    private static final long SEED = 20261122;
    private static final ParserSettings BERLIN = new ParserSettings(ZoneId.of("Europe/Berlin"), TrustedProxies.DEFAULT);

    static List<LogFormat> formats() {
        List<LogFormat> formats = new ArrayList<>(LogFormat.builtIns());
        formats.add(LogFormat.AUTO);
        formats.add(
                LogFormat.parse("$remote_addr [$time_local] \"$request\" $upstream_addr $http_x_forwarded_for $foo"));
        formats.add(LogFormat.parse("{\"t\":\"$time_local\",\"r\":\"$remote_addr $request\",\"u\":$upstream_status}"));
        return formats;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyMutationOfEverySampleBecomesAnEventOrADeadLetter(LogFormat format) {
        Random random = new Random(SEED);
        LineParser parser = new LineParser(format, BERLIN);
        ParsedLine parsed = new ParsedLine();
        for (LogFormat source : LogFormat.builtIns()) {
            byte[] sample = source.sample().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 400; i++) {
                byte[] line = mutate(sample, random);
                parser.parse(line, 0, line.length, i % 2 == 0 ? source.sampleHeader() : null, parsed);
                assertSound(parsed, line);
            }
        }
    }

    @Test
    void randomBytesBecomeAnEventOrADeadLetter() {
        Random random = new Random(SEED);
        LineParser parser = new LineParser(LogFormat.AUTO, BERLIN);
        ParsedLine parsed = new ParsedLine();
        for (int i = 0; i < 20_000; i++) {
            byte[] line = new byte[random.nextInt(120)];
            random.nextBytes(line);
            parser.parse(line, 0, line.length, null, parsed);
            assertSound(parsed, line);
        }
    }

    @Test
    void everyPrefixOfEverySampleBecomesAnEventOrADeadLetter() {
        LineParser parser = new LineParser(LogFormat.AUTO, BERLIN);
        ParsedLine parsed = new ParsedLine();
        for (LogFormat format : LogFormat.builtIns()) {
            byte[] line = format.sample().getBytes(StandardCharsets.UTF_8);
            for (int end = 0; end <= line.length; end++) {
                // An exact copy, so that reading beyond the end is an error rather than luck.
                byte[] prefix = Arrays.copyOf(line, end);
                parser.parse(prefix, 0, end, format.sampleHeader(), parsed);
                assertSound(parsed, prefix);
            }
        }
    }

    @Test
    void aLineMeansTheSameWhateverCameBeforeIt() throws Exception {
        List<byte[]> lines = new ArrayList<>();
        for (var golden : GoldenLinesTest.lines()) {
            lines.add(((String) golden.get()[1]).getBytes(StandardCharsets.UTF_8));
        }
        Random random = new Random(SEED);
        LineParser reused = new LineParser(LogFormat.AUTO, BERLIN);
        ParsedLine parsed = new ParsedLine();
        IdentityHashMap<byte[], String> alone = new IdentityHashMap<>();
        for (byte[] line : lines) {
            alone.put(line, Parsed.describe(Parsed.bytes(LogFormat.AUTO, BERLIN, line, null)));
        }

        for (int round = 0; round < 20; round++) {
            Collections.shuffle(lines, random);
            for (byte[] line : lines) {
                reused.parse(line, 0, line.length, null, parsed);
                assertThat(Parsed.describe(parsed)).isEqualTo(alone.get(line));
            }
        }
    }

    @Test
    void aLineMeansTheSameWhereverItStandsInABuffer() throws Exception {
        for (var golden : GoldenLinesTest.lines()) {
            byte[] line = ((String) golden.get()[1]).getBytes(StandardCharsets.UTF_8);
            byte[] buffer = new byte[line.length + 20];
            Arrays.fill(buffer, (byte) '"');
            System.arraycopy(line, 0, buffer, 10, line.length);
            ParsedLine parsed = new ParsedLine();

            new LineParser(LogFormat.AUTO, ParserSettings.DEFAULT).parse(buffer, 10, 10 + line.length, null, parsed);

            assertThat(Parsed.describe(parsed)).isEqualTo(golden.get()[2]);
        }
    }

    static Stream<String> longLines() {
        String start = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"";
        int n = LineParser.LONGEST - 200;
        return Stream.of(
                start + "a".repeat(n) + "\"",
                start + "\\\"".repeat(n / 2) + "\"",
                start + "\" \"".repeat(n / 3),
                start + "x\" \"" + "1.1.1.1, ".repeat(n / 9) + "10.0.0.1\"",
                "10.0.0.1 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\" \""
                        + "10.0.0.1,".repeat(n / 9) + "10.0.0.1\"",
                "a - " + " [1".repeat(n / 3),
                "a ".repeat(n / 2),
                "[2026-11-22T" + "[2026".repeat(n / 5),
                "{\"a\":".repeat(n / 5),
                "{\"request\":" + "[".repeat(n),
                "{}".repeat(n / 2),
                "[" + "{},".repeat(n / 3),
                "{\"log\":\"x\"}".repeat(n / 11),
                "{\"records\":[" + "{\"message\":\"x\"},".repeat(n / 16) + "{}]}",
                "2026/11/22 10:00:00\t" + "\t{".repeat(n / 2),
                "1763805600.123\t" + "1\t".repeat(n / 2),
                "2026-11-22\t" + "\t".repeat(n),
                "2026-11-22 " + "\"a ".repeat(n / 3),
                "<1>1 2026-11-22T10:00:00Z h a p m " + "[\\".repeat(n / 2),
                "\"".repeat(n),
                "\"1\",".repeat(n / 4),
                "%2525".repeat(n / 5));
    }

    @ParameterizedTest
    @MethodSource("longLines")
    void aLineOfMegabytesTakesLinearTime(String text) {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);

        // Quadratic work on a million bytes takes many minutes; linear work takes milliseconds.
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertSound(Parsed.bytes(LogFormat.AUTO, ParserSettings.DEFAULT, line, null), line);
            assertSound(Parsed.bytes(LogFormat.AUTO, ParserSettings.DEFAULT, line, "date time cs(User-Agent)"), line);
        });
    }

    @Test
    void aLineThatIsLongerThanTheLimitIsADeadLetter() {
        String start = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"";
        String longest = start + "a".repeat(LineParser.LONGEST - start.length() - 1) + "\"";

        assertThat(Parsed.auto(longest).isEvent()).isTrue();
        assertThat(Parsed.describe(Parsed.auto(longest + " "))).isEqualTo("too_long");
    }

    @Test
    void invalidUtf8BecomesReplacementCharacters() {
        byte[] line = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /\u00ff HTTP/1.1\" 200 5 \"-\" \"a\u00e9b\""
                .getBytes(StandardCharsets.ISO_8859_1);

        ParsedLine parsed = Parsed.bytes(LogFormat.AUTO, ParserSettings.DEFAULT, line, null);

        assertThat(parsed.text(Field.URL_PATH)).isEqualTo("/\ufffd");
        assertThat(parsed.text(Field.USER_AGENT_ORIGINAL)).isEqualTo("a\ufffdb");
    }

    @Test
    void toleratesWhatTransportsAndRotationsLeaveAroundALine() {
        String line = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\"";
        String expected = Parsed.describe(Parsed.auto(line));

        for (String around : List.of(line + "\r", line + "\r\n", "\ufeff" + line, "\0\0\0" + line, " " + line)) {
            assertThat(Parsed.describe(Parsed.auto(around))).isEqualTo(expected);
        }
    }

    @Test
    void keepsNulsAndLineBreaksInsideValues() {
        ParsedLine parsed = Parsed.auto(
                "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /a\0b HTTP/1.1\" 200 5 \"-\" \"x\r\ny\"");

        assertThat(parsed.text(Field.URL_PATH)).isEqualTo("/a\0b");
        assertThat(parsed.text(Field.USER_AGENT_ORIGINAL)).isEqualTo("x\r\ny");
    }

    @Test
    void readsRealLogsWhereTheyArePresent() throws Exception {
        Path logs = Path.of(System.getProperty("weir.sample.logs", "no-such-directory"));
        if (!Files.isDirectory(logs)) {
            return;
        }
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                    assertSound(Parsed.bytes(LogFormat.AUTO, BERLIN, bytes, null), bytes);
                }
            }
        }
    }

    private static byte[] mutate(byte[] sample, Random random) {
        byte[] line = sample.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(line.length);
            switch (random.nextInt(4)) {
                case 0 -> line[at] = (byte) random.nextInt(256);
                case 1 -> line[at] = (byte) " \"[]{}\\-:,%#<\t".charAt(random.nextInt(14));
                case 2 -> {
                    System.arraycopy(line, at, line, Math.max(0, at - 1), line.length - at);
                    line = Arrays.copyOf(line, Math.max(1, line.length - 1));
                }
                default -> line = Arrays.copyOf(line, Math.max(1, at));
            }
        }
        return line;
    }

    private static void assertSound(ParsedLine parsed, byte[] line) {
        String text = line.length > 2000 ? "a long line" : new String(line, StandardCharsets.ISO_8859_1);
        if (!parsed.isEvent()) {
            assertThat(parsed.reason()).as("seed %s: %s", SEED, text).isNotEqualTo(Reason.INTERNAL_ERROR);
            return;
        }
        assertThat(parsed.has(Field.TIMESTAMP)).as(text).isTrue();
        for (Field field : Field.values()) {
            if (field.type() == Field.Type.TEXT && parsed.has(field)) {
                int from = parsed.offset(field);
                assertThat(parsed.length(field))
                        .as("seed %s: %s of %s", SEED, field, text)
                        .isPositive();
                assertThat(Utf8.isValid(parsed.bytes(field), from, from + parsed.length(field)))
                        .as("seed %s: %s of %s", SEED, field, text)
                        .isTrue();
            }
        }
    }
}
