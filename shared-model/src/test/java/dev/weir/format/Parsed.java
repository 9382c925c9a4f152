package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Parsing for tests: lines in, readable text out. */
final class Parsed {
    private Parsed() {}

    static ParsedLine line(LogFormat format, String line) {
        return line(format, ParserSettings.DEFAULT, line, null);
    }

    static ParsedLine auto(String line) {
        return line(LogFormat.AUTO, line);
    }

    static ParsedLine line(LogFormat format, ParserSettings settings, String line, String header) {
        return bytes(format, settings, line.getBytes(StandardCharsets.UTF_8), header);
    }

    static ParsedLine bytes(LogFormat format, ParserSettings settings, byte[] line, String header) {
        ParsedLine parsed = new ParsedLine();
        new LineParser(format, settings).parse(line, 0, line.length, header, parsed);
        return parsed;
    }

    /** Format and fields, or the reason, on one line: {@code combined: timestamp=..., client_address=...}. */
    static String describe(ParsedLine line) {
        if (!line.isEvent()) {
            return line.reason().code();
        }
        List<String> fields = new ArrayList<>();
        for (Field field : Field.values()) {
            if (!line.has(field)) {
                continue;
            }
            switch (field.type()) {
                case TEXT -> fields.add(field.column() + "=" + line.text(field));
                case NUMBER -> fields.add(field.column() + "=" + line.number(field));
                case TIMESTAMP -> fields.add(field.column() + "=" + time(line.number(field)));
                case BOOLEAN -> {
                    if (line.number(field) == 1) {
                        fields.add(field.column());
                    }
                }
            }
        }
        line.attributes().forEach((name, value) -> fields.add("+" + name + "=" + value));
        return line.format() + ": " + String.join(" | ", fields);
    }

    static String time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000)
                .toString();
    }
}
