package dev.weir.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.command.FormatOption;
import dev.weir.format.Directives;
import dev.weir.format.Explanation;
import dev.weir.format.LineExplainer;
import dev.weir.format.LogFormat;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the built-in formats, says which ones files are in, or explains how a line is read. */
@Command(
        name = "formats",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the log formats that are recognised, each with a sample.",
            "Given files, says what was recognised in each, with counts, and where the lines stop that were not.",
            "With --explain, says piece by piece how a line is read."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The formats were listed, every file was read, or the line is an event.",
            "1:A file could not be read to its end, or the line is a dead letter.",
            "2:The command line is wrong."
        })
public final class FormatsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object a line, for programs")
    private boolean json;

    @Option(
            names = "--explain",
            paramLabel = "LINE",
            description = "Explain how this line is read; - is the first line of standard input")
    private String line;

    @Mixin
    private FormatOption formatOption;

    @Option(
            names = "--header",
            paramLabel = "FIELDS",
            description = "The #Fields that the line of --explain needs, if it is one of a W3C file")
    private String header;

    @Mixin
    private ZoneOption zoneOption;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Files, plain, compressed or archives; - is standard input")
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
        LogFormat named;
        ParserSettings settings;
        try {
            named = LogFormat.parse(formatOption.spec().orElse("auto"));
            settings = zoneOption.settings(List.of());
            requireOneTask();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        StandardOutput standard = new StandardOutput(out);
        try {
            boolean complete = line != null
                    ? explain(new LineExplainer(named, settings), standard)
                    : files.isEmpty()
                            ? list(standard)
                            : new FileFormats(named, settings, standard, json)
                                    .inspect(files, new Inputs(in, err, standard));
            standard.flush();
            return complete ? 0 : 1;
        } catch (ClosedOutputException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireOneTask() {
        if (line != null && !files.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid arguments: --explain LINE and FILE, must be one of them; quote the line, and of a file take"
                            + " one: head -1 FILE | weir formats --explain -");
        }
        if (header != null && line == null) {
            throw new IllegalArgumentException("Invalid --header: it goes with --explain; files have their own");
        }
    }

    private boolean explain(LineExplainer explainer, StandardOutput standard) throws IOException {
        Directives directives = new Directives();
        if (header != null) {
            byte[] fields = (header.startsWith("#") ? header : "#Fields: " + header).getBytes(StandardCharsets.UTF_8);
            directives.accept(fields, 0, fields.length);
        }
        byte[] bytes = line.equals("-") ? first(directives) : line.getBytes(StandardCharsets.UTF_8);
        Explanation explanation = explainer.explain(bytes, directives.header());
        if (json) {
            JsonLines lines = new JsonLines(standard);
            Explanations.write(lines.generator(), explanation);
            lines.endLine();
            lines.flush();
        } else {
            standard.print(Explanations.text(explanation));
        }
        return explanation.reason() == null;
    }

    /** The first line of standard input that is no directive. */
    private byte[] first(Directives directives) throws IOException {
        TextLines lines = new TextLines(in, () -> {});
        while (lines.next()) {
            if (!directives.accept(lines.bytes(), lines.from(), lines.to())) {
                return Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to());
            }
        }
        return new byte[0];
    }

    private boolean list(StandardOutput standard) throws IOException {
        JsonLines lines = new JsonLines(standard);
        for (LogFormat one : LogFormat.builtIns()) {
            if (!json) {
                standard.print(one.name() + ": " + one.description() + "\n    " + one.sample() + "\n");
                continue;
            }
            JsonGenerator object = lines.generator();
            object.writeStartObject();
            object.writeStringField("name", one.name());
            object.writeStringField("description", one.description());
            object.writeStringField("sample", one.sample());
            if (one.sampleHeader() != null) {
                object.writeStringField("sample_header", one.sampleHeader());
            }
            object.writeEndObject();
            lines.endLine();
        }
        lines.flush();
        return true;
    }
}
