package dev.weir.launcher;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.format.LineParser;
import dev.weir.format.LogFormat;
import dev.weir.format.ParsedLine;
import dev.weir.format.ParserSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the built-in formats, or says which ones files are in. */
@Command(
        name = "formats",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the log formats that are recognised, each with a sample.",
            "Given files, says what was recognised in each, with counts."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The formats were listed, or every file was read.",
            "1:A file could not be read to its end.",
            "2:The command line is wrong."
        })
public final class FormatsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object a line, for programs")
    private boolean json;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files, plain or compressed by gzip, bzip2 or zstd; - is standard input")
    private List<String> files = new ArrayList<>();

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;

    /** The command on the process's own streams. */
    public FormatsCommand() {
        this(System.in, new FileOutputStream(FileDescriptor.out), System.err);
    }

    /** The command on other streams. */
    public FormatsCommand(InputStream in, OutputStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        StandardOutput standard = new StandardOutput(out);
        try {
            boolean complete = files.isEmpty() ? list(standard) : inspect(standard);
            standard.flush();
            return complete ? 0 : 1;
        } catch (ClosedOutputException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean list(StandardOutput standard) throws IOException {
        JsonLines lines = new JsonLines(standard);
        for (LogFormat format : LogFormat.builtIns()) {
            if (!json) {
                print(standard, format.name() + ": " + format.description() + "\n    " + format.sample() + "\n");
                continue;
            }
            JsonGenerator object = lines.generator();
            object.writeStartObject();
            object.writeStringField("name", format.name());
            object.writeStringField("description", format.description());
            object.writeStringField("sample", format.sample());
            if (format.sampleHeader() != null) {
                object.writeStringField("sample_header", format.sampleHeader());
            }
            object.writeEndObject();
            lines.endLine();
        }
        lines.flush();
        return true;
    }

    private boolean inspect(StandardOutput standard) throws IOException {
        LineParser parser = new LineParser(LogFormat.AUTO, ParserSettings.DEFAULT);
        JsonLines lines = new JsonLines(standard);
        Inputs inputs = new Inputs(in, err, standard);
        boolean complete = true;
        for (String file : files) {
            Counts counts = new Counts();
            boolean read = inputs.read(file, parser, new Counting(counts));
            complete &= read;
            if (!read && counts.lines() == 0) {
                continue;
            }
            if (json) {
                write(lines, file, counts);
            } else {
                print(standard, file + ": " + counts.summary() + "\n");
                hint(standard, counts);
            }
        }
        lines.flush();
        return complete;
    }

    /** Says what to do about lines that were not, or not wholly, understood. */
    private static void hint(StandardOutput standard, Counts counts) {
        boolean extra =
                counts.formats().stream().anyMatch(entry -> entry.getKey().equals("combined-extra"));
        boolean dead =
                counts.reasons().stream().anyMatch(entry -> entry.getKey().equals("unrecognised_format"));
        if (extra || dead) {
            String what = extra ? "Some fields were ignored" : "Some lines are in no known format";
            print(standard, "  " + what + ": give the server's own format string to 'weir parse --format'.\n");
        }
    }

    private static void write(JsonLines lines, String file, Counts counts) throws IOException {
        JsonGenerator object = lines.generator();
        object.writeStartObject();
        object.writeStringField("file", file);
        object.writeNumberField("lines", counts.lines());
        object.writeNumberField("events", counts.events());
        object.writeNumberField("dead_letters", counts.deadLetters());
        object.writeNumberField("directives", counts.directives());
        write(object, "formats", counts.formats());
        write(object, "reasons", counts.reasons());
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

    private static void print(StandardOutput standard, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        standard.write(bytes, 0, bytes.length);
    }

    private record Counting(Counts counts) implements Inputs.Sink {
        @Override
        public void line(LineReader line, ParsedLine parsed) {
            counts.add(parsed);
        }

        @Override
        public void directive() {
            counts.addDirective();
        }
    }
}
