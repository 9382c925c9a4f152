package dev.weir.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GoAccess, which reads a log and writes its report as JSON: a process a log. */
final class GoAccess {
    private final Path executable;
    private final Path output;

    /**
     * @param output a directory for what it writes
     */
    GoAccess(Path executable, Path output) {
        this.executable = executable;
        this.output = output;
    }

    String version() throws IOException, InterruptedException {
        return said("--version")
                .lines()
                .findFirst()
                .orElse("")
                .replace("GoAccess - ", "")
                .replaceAll("\\.$", "");
    }

    /** Reports on a log, by the faster of its ways: older versions have one thread, newer ones as many as they are told. */
    Work report(Path log) throws IOException, InterruptedException {
        Work byDefault = Work.of(() -> report(log, List.of()));
        if (!said("--help").contains("--jobs")) {
            return byDefault;
        }
        Work inParallel = Work.of(
                () -> report(log, List.of("--jobs=" + Runtime.getRuntime().availableProcessors())));
        return seconds(inParallel) < seconds(byDefault) ? inParallel : byDefault;
    }

    private static double seconds(Work work) throws IOException {
        long began = System.nanoTime();
        try {
            work.run();
        } catch (Exception e) {
            throw new IOException(e);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void report(Path log, List<String> options) throws IOException, InterruptedException {
        Path report = output.resolve("goaccess.json");
        Files.deleteIfExists(report);
        List<String> command = new ArrayList<>(List.of(
                executable.toString(),
                log.toString(),
                "--log-format=COMBINED",
                "--no-progress",
                "--no-global-config",
                "-o",
                report.toString()));
        command.addAll(options);
        int code = started(command).waitFor();
        if (code != 0 || !Files.exists(report)) {
            throw new IllegalStateException("GoAccess ended with exit code " + code + ": " + said());
        }
    }

    private String said(String option) throws IOException, InterruptedException {
        started(List.of(executable.toString(), option)).waitFor();
        return said();
    }

    private Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                // It would read lines from a pipe.
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(log(), StandardCharsets.UTF_8);
    }

    private Path log() {
        return output.resolve("goaccess.out");
    }
}
