package dev.weir.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.format.LineExplainer;
import dev.weir.format.LineParser;
import dev.weir.format.LogFormat;
import dev.weir.format.ParsedLine;
import dev.weir.format.ParserSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Says which formats files are in, and what the lines lack that are in none. */
final class FileFormats {
    private final LogFormat format;
    private final ParserSettings settings;
    private final StandardOutput standard;
    private final boolean json;

    FileFormats(LogFormat format, ParserSettings settings, StandardOutput standard, boolean json) {
        this.format = format;
        this.settings = settings;
        this.standard = standard;
        this.json = json;
    }

    /** Reads the files; whether all could be read to their ends. */
    boolean inspect(List<String> files, Inputs inputs) throws IOException {
        LineParser parser = new LineParser(format, settings);
        JsonLines lines = new JsonLines(standard);
        boolean complete = true;
        for (String file : files) {
            Counts counts = new Counts();
            FailedKinds failures = new FailedKinds(new LineExplainer(format, settings));
            boolean read = inputs.read(file, parser, new Counting(counts, failures));
            complete &= read;
            if (!read && counts.lines() == 0) {
                continue;
            }
            if (json) {
                write(lines, file, counts, failures);
            } else {
                standard.print(file + ": " + counts.summary() + "\n" + failures.text() + hint(counts));
            }
        }
        lines.flush();
        return complete;
    }

    /** Says what to do about lines that were not, or not wholly, understood. */
    private static String hint(Counts counts) {
        boolean extra =
                counts.formats().stream().anyMatch(entry -> entry.getKey().equals("combined-extra"));
        boolean dead =
                counts.reasons().stream().anyMatch(entry -> entry.getKey().equals("unrecognised_format"));
        if (!extra && !dead) {
            return "";
        }
        String what = extra ? "Some fields were ignored" : "Some lines are in no known format";
        return "  " + what + ": give the server's own format string to 'weir parse --format'.\n";
    }

    private static void write(JsonLines lines, String file, Counts counts, FailedKinds failures) throws IOException {
        JsonGenerator object = lines.generator();
        object.writeStartObject();
        object.writeStringField("file", file);
        object.writeNumberField("lines", counts.lines());
        object.writeNumberField("events", counts.events());
        object.writeNumberField("dead_letters", counts.deadLetters());
        object.writeNumberField("directives", counts.directives());
        write(object, "formats", counts.formats());
        write(object, "reasons", counts.reasons());
        failures.write(object);
        object.writeEndObject();
        lines.endLine();
    }

    private static void write(JsonGenerator object, String name, List<Map.Entry<String, Long>> counts)
            throws IOException {
        object.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts) {
            object.writeNumberField(count.getKey(), count.getValue());
        }
        object.writeEndObject();
    }

    private record Counting(Counts counts, FailedKinds failures) implements Inputs.Sink {
        @Override
        public void line(TextLines line, String header, ParsedLine parsed) {
            counts.add(parsed);
            if (!parsed.isEvent()) {
                failures.add(parsed, line, header);
            }
        }

        @Override
        public void directive() {
            counts.addDirective();
        }
    }
}
