package dev.weir.command;

import dev.weir.warehouse.LedgerLog;
import dev.weir.warehouse.WarehouseException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Tells users what they can put right in one line, and programmers where a defect lies. */
public final class Failures implements CommandLine.IExecutionExceptionHandler {
    private static final int FAILED = 1;

    private static final List<Class<? extends Exception>> SAY_ALL =
            List.of(WarehouseException.class, LedgerLog.RefusedException.class, IllegalArgumentException.class);

    /** Runs a command as a process does; returns its exit code. */
    public static int run(Object command, String... arguments) {
        return run(() -> new CommandLine(command), arguments);
    }

    /**
     * Runs a command line as a process does; returns its exit code.
     *
     * @param line is made when the standard streams are what it is to print to: picocli's way to run a command keeps those that it
     *     finds, and in the end prints to them whatever it was told
     */
    public static int run(Supplier<CommandLine> line, String... arguments) {
        try (StandardStreams streams = StandardStreams.visible()) {
            return line.get()
                    .setOut(streams.out())
                    .setErr(streams.err())
                    // Colours are control characters, too.
                    .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setExecutionExceptionHandler(new Failures())
                    .execute(arguments);
        }
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        Optional<Throwable> told = first(failure, Failures::isExpected);
        Optional<Throwable> io = first(failure, IOException.class::isInstance);
        Optional<Throwable> linkage =
                causes(failure).filter(LinkageError.class::isInstance).reduce((outer, inner) -> inner);
        if (told.isPresent()) {
            err.println(command.getCommandName() + ": " + told.get().getMessage());
        } else if (io.isPresent()) {
            // Such as a full disk. The message alone may be no more than a path.
            err.println(command.getCommandName() + ": " + io.get());
        } else if (linkage.isPresent()) {
            // Such as a native library that cannot be unpacked, for want of disk; the causes say it.
            err.println(command.getCommandName() + ": " + linkage.get());
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    private static Optional<Throwable> first(Throwable failure, Predicate<Throwable> wanted) {
        return causes(failure).filter(wanted).findFirst();
    }

    /** A failure and what caused it, the outermost first. */
    public static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static boolean isExpected(Throwable failure) {
        return SAY_ALL.stream().anyMatch(kind -> kind.isInstance(failure))
                || failure.getClass().getPackageName().startsWith("dev.weir.");
    }
}
