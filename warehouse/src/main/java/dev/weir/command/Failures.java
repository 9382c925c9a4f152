package dev.weir.command;

import dev.weir.warehouse.LedgerLog;
import dev.weir.warehouse.WarehouseException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Tells users what they can put right in one line, and programmers where a defect lies. */
public final class Failures implements CommandLine.IExecutionExceptionHandler {
    private static final int FAILED = 1;

    private static final List<Class<? extends Exception>> SAY_ALL =
            List.of(WarehouseException.class, LedgerLog.RefusedException.class, IllegalArgumentException.class);

    /** Runs a command as a process does; returns its exit code. */
    public static int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .execute(arguments);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        Throwable told = failure;
        while (told != null && !isExpected(told)) {
            told = told.getCause();
        }
        if (told != null) {
            err.println(command.getCommandName() + ": " + told.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    private static boolean isExpected(Throwable failure) {
        return SAY_ALL.stream().anyMatch(kind -> kind.isInstance(failure))
                || failure.getClass().getPackageName().startsWith("dev.weir.");
    }
}
