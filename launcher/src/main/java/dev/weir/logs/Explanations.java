package dev.weir.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.command.Caret;
import dev.weir.command.Visible;
import dev.weir.format.Explanation;
import dev.weir.format.Explanation.Parting;
import dev.weir.format.Explanation.Piece;
import dev.weir.format.Explanation.Use;
import dev.weir.format.Explanation.Value;
import dev.weir.format.Field;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Explanations of lines, for people and as JSON. */
final class Explanations {
    private static final int WIDEST = 40;
    private static final int MOST_FORMATS = 4;

    private Explanations() {}

    /** Some lines of text in which everything is visible. */
    static String text(Explanation line) {
        StringBuilder text = new StringBuilder();
        if (line.reason() != null) {
            String guess = line.format() == null ? "" : " (" + line.format() + ")";
            text.append("Dead letter: ")
                    .append(line.reason().code())
                    .append(guess)
                    .append("\n");
            text.append(line.parting() == null ? "" : text(line.parting(), "  "));
            boolean unknown = line.reason().code().equals("unrecognised_format") && line.parting() == null;
            text.append(unknown ? "  No known format begins like this line.\n" : "");
            line.otherwise().forEach(format -> text.append("  It can be read: --format " + format + "\n"));
            return text.toString();
        }
        text.append("Read as ").append(line.format()).append("\n");
        int width = line.pieces().stream()
                .mapToInt(piece -> cut(piece.text()).length())
                .max()
                .orElse(0);
        line.pieces().forEach(piece -> piece(piece, width, text));
        text.append("Event\n");
        for (Value value : line.event()) {
            String rule = isByRule(value, line) ? "  (by the rule of trusted proxies)" : "";
            text.append("  " + name(value) + " = " + Visible.line(value.value()) + rule + "\n");
        }
        return text.toString();
    }

    /** Which formats fit furthest, and where the line parts from them. */
    static String text(Parting parting, String indent) {
        List<String> formats = parting.formats();
        String more = formats.size() > MOST_FORMATS ? " and " + (formats.size() - MOST_FORMATS) + " more" : "";
        String names = String.join(", ", formats.subList(0, Math.min(MOST_FORMATS, formats.size()))) + more;
        String found = parting.found().isEmpty() ? "the line ends" : "found " + Visible.line(parting.found());
        return indent + "parts from " + names + " at character " + (parting.at() + 1) + ": expected "
                + Visible.line(parting.expected()) + ", " + found + "\n"
                + Caret.under(parting.line(), parting.at(), indent + "  ");
    }

    private static boolean isByRule(Value value, Explanation line) {
        boolean client =
                value.column().equals("client_address") || value.column().equals("client_port");
        return client
                && line.pieces().stream().noneMatch(piece -> piece.values().contains(value));
    }

    private static void piece(Piece piece, int width, StringBuilder text) {
        String stands = cut(piece.text());
        String gap = "  " + stands + " ".repeat(width - stands.length()) + "  ";
        String own = piece.name() == null ? "" : Visible.line(piece.name());
        switch (piece.role()) {
            case TORN -> text.append(gap + "(torn off another line)\n");
            case PREFIX -> text.append(gap + "(in front of the line)\n");
            case ENVELOPE -> text.append(gap + "(around the line)\n");
            case IGNORED -> text.append(gap + (own.isEmpty() ? "(ignored)" : own + ": (ignored)") + "\n");
            case FIELD -> {
                String before = gap;
                for (Value value : piece.values()) {
                    text.append(before + label(own, value) + name(value) + " = " + Visible.line(value.value())
                            + use(value.use()) + "\n");
                    before = " ".repeat(gap.length());
                }
                text.append(piece.values().isEmpty() ? gap + own + ": nothing\n" : "");
            }
        }
    }

    private static String label(String own, Value value) {
        boolean said = own.isEmpty()
                || own.equals(value.column())
                || Arrays.stream(Field.values())
                        .anyMatch(field -> field.column().equals(own));
        return said ? "" : own + ": ";
    }

    private static String name(Value value) {
        return (value.attribute() ? "attribute " : "") + Visible.line(value.column());
    }

    private static String use(Use use) {
        return switch (use) {
            case COUNTS -> "";
            case PART -> "  (a part of it)";
            case REPLACED -> "  (another value counts)";
        };
    }

    private static String cut(String text) {
        String visible = Visible.line(text);
        return visible.length() <= WIDEST ? visible : visible.substring(0, WIDEST - 1) + "…";
    }

    /** One object. */
    static void write(JsonGenerator json, Explanation line) throws IOException {
        json.writeStartObject();
        if (line.format() != null) {
            json.writeStringField("format", line.format());
        }
        if (line.reason() != null) {
            json.writeStringField("reason", line.reason().code());
            if (line.parting() != null) {
                json.writeFieldName("parting");
                write(json, line.parting());
            }
            json.writeArrayFieldStart("otherwise");
            for (String format : line.otherwise()) {
                json.writeString(format);
            }
            json.writeEndArray();
        } else {
            json.writeArrayFieldStart("pieces");
            for (Piece piece : line.pieces()) {
                write(json, piece);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("event");
            for (Value value : line.event()) {
                write(json, value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** One object, characters counted from 1. */
    static void write(JsonGenerator json, Parting parting) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("formats");
        for (String format : parting.formats()) {
            json.writeString(format);
        }
        json.writeEndArray();
        json.writeStringField("line", parting.line());
        json.writeNumberField("character", parting.at() + 1);
        json.writeStringField("expected", parting.expected());
        json.writeStringField("found", parting.found());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Piece piece) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", piece.role().name().toLowerCase(Locale.ROOT));
        json.writeStringField("text", piece.text());
        if (piece.name() != null) {
            json.writeStringField("name", piece.name());
        }
        json.writeArrayFieldStart("values");
        for (Value value : piece.values()) {
            write(json, value);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Value value) throws IOException {
        json.writeStartObject();
        json.writeStringField(value.attribute() ? "attribute" : "column", value.column());
        json.writeStringField("value", value.value());
        json.writeStringField("use", value.use().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }
}
