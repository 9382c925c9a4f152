package dev.weir.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Google's own grammar and analyser of GoogleSQL, <a href="https://github.com/google/zetasql">ZetaSQL</a>, on this machine.
 * The emulator of BigQuery takes what BigQuery refuses, such as a reserved word as a name; this does not. It runs nothing,
 * and knows nothing of quotas, of partitions that a query must name, nor of what BigQuery's own options mean.
 */
public final class GoogleSql {
    private static final String END = "\0";

    private GoogleSql() {}

    /**
     * Judges statements in order; what one makes (a table, a view, a table function) is there for the next. The first time
     * it is installed and compiled, which takes a minute.
     *
     * @param dataset {@code project.dataset}, in which names without one are looked up
     * @param directory gets the statements and the verdicts
     * @return for each statement what is wrong with it; empty for what is right
     * @throws EmulatorException if what it needs is missing
     * @throws IllegalStateException if it fails
     */
    public static List<String> verdicts(String dataset, List<String> statements, Path directory)
            throws IOException, InterruptedException {
        PythonEnvironment python = PythonEnvironment.installed("googlesql", 10);
        Path asked =
                Files.writeString(directory.resolve("statements"), dataset + END + String.join(END, statements) + END);
        Path answered = directory.resolve("verdicts");
        Path log = directory.resolve("googlesql.log");
        ProcessBuilder builder = new ProcessBuilder(python.program("python").toString(), "-c", program())
                .redirectInput(asked.toFile())
                .redirectOutput(answered.toFile())
                .redirectError(log.toFile());
        builder.environment().putAll(python.environment());
        Process process = builder.start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("Cannot judge SQL: ZetaSQL failed: " + Files.readString(log));
        }
        List<String> verdicts = Arrays.asList(Files.readString(answered).split(END, -1));
        return List.copyOf(verdicts.subList(0, verdicts.size() - 1));
    }

    private static String program() throws IOException {
        try (InputStream in = GoogleSql.class.getResourceAsStream("googlesql.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
