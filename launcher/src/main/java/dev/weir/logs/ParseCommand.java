package dev.weir.logs;

import dev.weir.command.Caret;
import dev.weir.command.FormatOption;
import dev.weir.command.VisibleOutput;
import dev.weir.format.FirstLines;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Parses access logs into JSON, one object a line. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = {
            "Parses access logs into JSON, one event a line.",
            "Lines that are none of a known format become dead letters on standard error, which ends with a summary."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every line was read, whatever became of it.",
            "1:A file could not be read to its end, the dead letters could not be written, or the format string that was"
                    + " given fits none of the first lines.",
            "2:The command line is wrong."
        })
public final class ParseCommand implements Callable<Integer> {
    @Mixin
    private FormatOption formatOption;

    @Mixin
    private ZoneOption zoneOption;

    @Option(
            names = "--trust",
            paramLabel = "CIDR",
            description = "A network of proxies whose X-Forwarded-For is believed; repeatable. Default: loopback,"
                    + " private, link-local and unique local addresses")
    private List<String> trust = new ArrayList<>();

    @Option(
            names = "--dead-letters",
            paramLabel = "FILE",
            description = "Where dead letters go. Default: standard error")
    private Path deadLetters;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Files, plain or compressed by gzip, bzip2 or zstd, or tar or zip archives; - is standard input")
    private List<String> files = new ArrayList<>();

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;

    /** The command on the process's own streams. */
    public ParseCommand() {
        this(System.in, new FileOutputStream(FileDescriptor.out), System.err);
    }

    /** The command on other streams. */
    public ParseCommand(InputStream in, OutputStream out, PrintStream err) {
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
            settings = zoneOption.settings(trust);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        LineParser parser = new LineParser(named, settings);
        FirstLines first = new FirstLines(named, settings);
        try {
            return deadLetters == null ? parse(parser, first, err) : parseInto(deadLetters, parser, first);
        } catch (ClosedOutputException e) {
            // The reader has seen enough.
            return 0;
        }
    }

    private int parseInto(Path file, LineParser parser, FirstLines first) {
        try (OutputStream letters = new VisibleOutput(Files.newOutputStream(file))) {
            return parse(parser, first, letters);
        } catch (IOException e) {
            err.println("Cannot write " + file + ": " + e.getMessage() + "; name a file in a directory that exists and"
                    + " that you may write to");
            return 1;
        }
    }

    private int parse(LineParser parser, FirstLines first, OutputStream letters) {
        try {
            JsonLines events = new JsonLines(new StandardOutput(out));
            JsonLines dead = new JsonLines(letters);
            Inputs inputs = new Inputs(in, err, () -> {
                events.flush();
                dead.flush();
            });
            Counts counts = new Counts();
            boolean complete = true;
            for (String file : files) {
                Sink sink = new Sink(files.size() > 1 ? file : null, events, dead, counts, first, this::say);
                complete &= inputs.read(file, parser, sink);
                dead.flush();
            }
            events.flush();
            first.end().ifPresent(this::say);
            err.println(counts.summary());
            err.flush();
            return complete && !first.isMisfit() ? 0 : 1;
        } catch (IOException e) {
            err.println("Cannot write dead letters: " + e.getMessage());
            return 1;
        }
    }

    private void say(FirstLines.Misfit misfit) {
        err.println(misfit.message());
        err.print(Caret.under(misfit.parting().line(), misfit.parting().at(), "  "));
        err.flush();
    }

    private record Sink(
            String file,
            JsonLines events,
            JsonLines dead,
            Counts counts,
            FirstLines first,
            Consumer<FirstLines.Misfit> misfits)
            implements Inputs.Sink {
        @Override
        public void line(TextLines line, String header, ParsedLine parsed) throws IOException {
            counts.add(parsed);
            Optional<FirstLines.Misfit> misfit =
                    first.add(line.bytes(), line.from(), line.to(), header, line.number(), parsed);
            if (misfit.isPresent()) {
                dead.flush();
                misfits.accept(misfit.get());
            }
            if (parsed.isEvent()) {
                events.event(parsed, file, line.number());
            } else {
                dead.deadLetter(parsed, file, line);
            }
        }

        @Override
        public void directive() {
            counts.addDirective();
        }
    }
}
