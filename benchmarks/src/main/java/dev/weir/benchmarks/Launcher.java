package dev.weir.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands in processes of their own, started as users start them: by {@code ./weir}. */
final class Launcher {
    private final Path script;
    private final Path log;

    /**
     * @param home of the sources and the script
     * @param log what the commands say
     */
    Launcher(Path home, Path log) {
        this.script = home.resolve("weir");
        this.log = log;
    }

    /** Runs Java itself, this process's, to its end. */
    void java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("java ended with exit code " + code);
        }
    }

    /** Runs a command to its end. */
    void run(String... arguments) throws IOException, InterruptedException {
        run(Map.of(), arguments);
    }

    void run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        int code = start(environment, arguments).waitFor();
        if (code != 0) {
            throw new IllegalStateException("`weir " + arguments[0] + "` ended with exit code " + code + ": "
                    + Files.readString(log, StandardCharsets.UTF_8).strip());
        }
    }

    /** Starts a command; SIGTERM reaches it, for the script becomes it. */
    Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }
}
