package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a fuzzer's bytes mean, readable in the corpus: a line, before it perhaps the {@code #Fields:} in force for it. */
final class FuzzInput {
    private static final String FIELDS = "#Fields:";
    private static final long END = Instant.parse("2201-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

    /** A zone with gaps and overlaps. */
    static final ParserSettings SETTINGS = new ParserSettings(ZoneId.of("Europe/Berlin"), TrustedProxies.DEFAULT);

    private final String header;
    private final byte[] line;

    FuzzInput(String header, byte[] line) {
        this.header = header;
        this.line = line;
    }

    static FuzzInput of(byte[] data) {
        int end = 0;
        while (end < data.length && data[end] != '\n') {
            end++;
        }
        String first = new String(data, 0, end, StandardCharsets.UTF_8);
        return first.startsWith(FIELDS) && end < data.length
                ? new FuzzInput(first.substring(FIELDS.length()), Arrays.copyOfRange(data, end + 1, data.length))
                : new FuzzInput(null, data);
    }

    /** Where a fuzzer starts: a line of each format, and what was worth a golden line. */
    static Stream<byte[]> seeds() throws Exception {
        List<String> seeds = new ArrayList<>();
        for (LogFormat format : LogFormat.builtIns()) {
            String header = format.sampleHeader();
            seeds.add((header == null ? "" : FIELDS + " " + header + "\n") + format.sample());
        }
        for (var golden : GoldenLinesTest.lines()) {
            seeds.add((String) golden.get()[1]);
        }
        return seeds.stream().map(seed -> seed.getBytes(StandardCharsets.UTF_8));
    }

    /** Parses the line where it stands alone and amid other bytes; it must mean the same, and something. */
    void requireOneOutcome(LineParser parser, ParsedLine into) {
        parser.parse(line, 0, line.length, header, into);
        requireSound(into);
        String alone = Parsed.describe(into);

        byte[] amid = new byte[line.length + 24];
        Arrays.fill(amid, (byte) '"');
        System.arraycopy(line, 0, amid, 12, line.length);
        parser.parse(amid, 12, 12 + line.length, header, into);
        if (!Parsed.describe(into).equals(alone)) {
            throw new AssertionError("Once " + alone + ", then " + Parsed.describe(into));
        }
    }

    private static void requireSound(ParsedLine parsed) {
        if (!parsed.isEvent()) {
            assertThat(parsed.reason()).isNotNull().isNotEqualTo(Reason.INTERNAL_ERROR);
        } else if (parsed.number(Field.TIMESTAMP) < 0 || parsed.number(Field.TIMESTAMP) >= END) {
            throw new AssertionError("Accepted time " + Parsed.time(parsed.number(Field.TIMESTAMP)));
        }
        if (parsed.isEvent() != parsed.has(Field.TIMESTAMP)) {
            throw new AssertionError("An event has a time, and a dead letter has none");
        }
        for (Field field : Field.values()) {
            if (!parsed.has(field)) {
                continue;
            }
            if (!parsed.isEvent()) {
                throw new AssertionError("A dead letter has " + field);
            }
            if (field.type() == Field.Type.TEXT) {
                int from = parsed.offset(field);
                int to = from + parsed.length(field);
                if (from < 0
                        || to <= from
                        || to > parsed.bytes(field).length
                        || !Utf8.isValid(parsed.bytes(field), from, to)) {
                    throw new AssertionError(field + " is [" + from + ", " + to + ") of " + parsed.bytes(field).length
                            + " bytes, or no UTF-8");
                }
            }
        }
    }
}
