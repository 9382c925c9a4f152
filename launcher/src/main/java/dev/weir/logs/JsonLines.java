package dev.weir.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.format.Field;
import dev.weir.format.ParsedLine;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Writes events and dead letters as JSON, one object a line. */
final class JsonLines implements Flushable {
    private static final Field[] FIELDS = Field.values();

    private final JsonGenerator json;
    private long lastMicros = -1;
    private String lastTime = "";

    JsonLines(OutputStream out) throws IOException {
        json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setRootValueSeparator(null);
    }

    /** Writes an event; {@code file} is null where there is only one. */
    void event(ParsedLine event, String file, long line) throws IOException {
        json.writeStartObject();
        for (Field field : FIELDS) {
            if (event.has(field)) {
                write(field, event);
            }
        }
        if (!event.attributes().isEmpty()) {
            json.writeObjectFieldStart("attributes");
            for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
        }
        json.writeStringField("format", event.format());
        end(file, line);
    }

    private void write(Field field, ParsedLine event) throws IOException {
        long number = event.number(field);
        switch (field.type()) {
            case TEXT -> {
                json.writeFieldName(field.column());
                json.writeUTF8String(event.bytes(field), event.offset(field), event.length(field));
            }
            case NUMBER -> json.writeNumberField(field.column(), number);
            case BOOLEAN -> {
                if (number != 0) {
                    json.writeBooleanField(field.column(), true);
                }
            }
            case TIMESTAMP -> json.writeStringField(field.column(), time(number));
        }
    }

    private String time(long micros) {
        if (micros != lastMicros) {
            lastMicros = micros;
            lastTime = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000)
                    .toString();
        }
        return lastTime;
    }

    /** Writes a dead letter. */
    void deadLetter(ParsedLine parsed, String file, TextLines line) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", line.number());
        json.writeStringField("reason", parsed.reason().code());
        json.writeStringField(
                "raw", new String(line.bytes(), line.from(), line.to() - line.from(), StandardCharsets.UTF_8));
        if (parsed.format() != null) {
            json.writeStringField("format", parsed.format());
        }
        if (file != null) {
            json.writeStringField("file", file);
        }
        finish();
    }

    private void end(String file, long line) throws IOException {
        if (file != null) {
            json.writeStringField("file", file);
        }
        json.writeNumberField("line", line);
        finish();
    }

    private void finish() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** The generator, for other objects; each is to be followed by {@link #endLine}. */
    JsonGenerator generator() {
        return json;
    }

    void endLine() throws IOException {
        json.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }
}
