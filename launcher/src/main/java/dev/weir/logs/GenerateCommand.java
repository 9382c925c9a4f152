package dev.weir.logs;

import dev.weir.command.StandardStreams;
import dev.weir.generator.Format;
import dev.weir.generator.GeneratedLogs;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir generate}: writes synthetic access logs, with the exact truth about them. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Generate realistic access logs: people, robots, attacks, error bursts, with 5 %% duplicates,"
                    + " 2 %% late lines and 1 %% malformed ones. Same arguments, same bytes.",
            "With --out DIR: lines in DIR/logs, the exact answers in DIR/truth, and DIR/manifest.json,"
                    + " which lists the files in the order of their arrival."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All lines are written, or whoever read them has had enough.",
            "1:The lines cannot be written.",
            "2:The arguments are wrong."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  weir generate --lines 100000 --out sample", "  weir generate --lines 10 --format combined"})
public final class GenerateCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    /** Fewer lines are written before anybody wonders. */
    private static final long WORTH_REPORTING = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--lines", required = true, paramLabel = "N", description = "How many lines, all kinds together.")
    private long lines;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "ingress-nginx",
            completionCandidates = FormatNames.class,
            converter = FormatConverter.class,
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = STANDARD_OUTPUT,
            description = "Where to write; - prints the lines only. Default: ${DEFAULT-VALUE}.")
    private String out;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "When the first request comes, UTC. Default: such that the last day is 2026-11-21.")
    private Optional<Instant> start;

    @Option(names = "--days", paramLabel = "D", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int days;

    @Override
    public Integer call() {
        GeneratorOptions options = options();
        PrintWriter err = spec.commandLine().getErr();
        try {
            if (out.equals(STANDARD_OUTPUT)) {
                print(options, progress(err));
            } else {
                report(Generator.generate(options, Path.of(out), progress(err)), err);
            }
            return CommandLine.ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            err.println("Cannot write logs: " + e.getFile() + " " + reason(e));
        } catch (IOException e) {
            err.println("Cannot write logs: " + e);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private GeneratorOptions options() {
        try {
            return new GeneratorOptions(
                    lines, seed, format, start.orElseGet(() -> GeneratorOptions.defaultStart(days)), days);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(GeneratorOptions options, LongConsumer progress) throws IOException {
        PrintStream terminal = StandardStreams.raw();
        try {
            Generator.print(options, new Pipe(terminal), progress);
        } catch (ReaderGoneException e) {
            // As of `weir generate … | head`: nobody wants the rest.
            terminal.flush();
        }
    }

    private LongConsumer progress(PrintWriter err) {
        if (lines <= WORTH_REPORTING) {
            return done -> {};
        }
        long[] next = {WORTH_REPORTING};
        return done -> {
            if (done >= next[0]) {
                next[0] += WORTH_REPORTING;
                err.printf("%,d of %,d lines%n", done, lines);
                err.flush();
            }
        };
    }

    private void report(GeneratedLogs generated, PrintWriter err) {
        GeneratedLogs.Totals totals = generated.totals();
        err.printf(
                "%,d lines in %d files below %s: %,d accepted, %,d duplicates, %,d rejected%n",
                totals.lines(),
                generated.files().size(),
                out,
                totals.accepted(),
                totals.duplicates(),
                totals.rejected());
        err.flush();
    }

    private static String reason(FileAlreadyExistsException e) {
        return e.getReason() == null ? "exists already" : e.getReason();
    }

    /** Lists the formats for the help text. */
    static final class FormatNames extends ArrayList<String> {
        FormatNames() {
            super(Arrays.stream(Format.values()).map(Format::label).toList());
        }
    }

    /** Reads a format's name. */
    static final class FormatConverter implements CommandLine.ITypeConverter<Format> {
        @Override
        public Format convert(String name) {
            try {
                return Format.named(name);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }

    /** Standard output, which does not tell by itself that nobody reads it any more. */
    private static final class Pipe extends OutputStream {
        private final PrintStream out;

        Pipe(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            if (out.checkError()) {
                throw new ReaderGoneException();
            }
        }
    }

    private static final class ReaderGoneException extends IOException {}
}
