package dev.weir.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python environment of one emulator's own, installed once from the list of versions that lies beside these classes.
 *
 * @param home holds the environment and the log of its installation
 */
record PythonEnvironment(Path home) {
    /** The directory below which all are installed. */
    static final String DIRECTORY = "weir.emulators";

    /**
     * Installs it where it is not, or where its list has changed; processes that do so at once wait for each other.
     *
     * @param name of the list
     * @param minor the least version of Python 3
     * @param lines of Python that are run once, at the end
     * @throws EmulatorException if there is no such Python, or pip cannot install what is needed
     */
    static PythonEnvironment installed(String name, int minor, String... lines)
            throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty(DIRECTORY, ".weir/emulators"))
                .toAbsolutePath()
                .normalize()
                .resolve(name);
        Files.createDirectories(home);
        // To close the channel is to give the lock back.
        try (FileChannel channel =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            PythonEnvironment environment = new PythonEnvironment(home);
            environment.install(name, minor, lines);
            return environment;
        }
    }

    /** Environment variables of its programs: what these keep in a user's home belongs here, too. */
    Map<String, String> environment() {
        return Map.of("HOME", home.toString());
    }

    /** A program that was installed with it. */
    Path program(String name) {
        return home.resolve("venv/bin").resolve(name);
    }

    /** A file that a package brought, by the end of its path. */
    Path file(String packageName, String prefix) throws IOException {
        try (Stream<Path> found = Files.walk(home.resolve("venv/lib"))) {
            return found.filter(path -> path.toString().contains("/" + packageName + "/"))
                    .filter(path -> path.getFileName().toString().startsWith(prefix))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new EmulatorException(
                            packageName + " brings no " + prefix + " for this machine; see " + home));
        }
    }

    private void install(String name, int minor, String... lines) throws IOException, InterruptedException {
        byte[] wanted;
        try (InputStream in = PythonEnvironment.class.getResourceAsStream(name + ".lock")) {
            wanted = in.readAllBytes();
        }
        Path done = home.resolve("installed.lock");
        if (Files.exists(done) && Arrays.equals(Files.readAllBytes(done), wanted)) {
            return;
        }
        Files.deleteIfExists(done);
        Path list = Files.write(home.resolve("wanted.lock"), wanted);
        run(python(minor), "-m", "venv", "--clear", home.resolve("venv").toString());
        String python = program("python").toString();
        run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "-r", list.toString());
        for (String line : lines) {
            run(environment(), python, "-c", line);
        }
        Files.write(done, wanted);
    }

    private static String python(int minor) throws IOException, InterruptedException {
        List<String> candidates = new ArrayList<>(List.of("python3"));
        for (int newer = minor; newer < minor + 5; newer++) {
            candidates.add("python3." + newer);
        }
        Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (Files.isDirectory(pyenv)) {
            try (Stream<Path> versions = Files.list(pyenv)) {
                versions.map(version -> version.resolve("bin/python3").toString())
                        .forEach(candidates::add);
            }
        }
        for (String candidate : candidates) {
            try {
                Process process = new ProcessBuilder(
                                candidate,
                                "-c",
                                "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, " + minor + "))")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() == 0) {
                    return candidate;
                }
            } catch (IOException missing) {
                // The next one may be there.
            }
        }
        throw new EmulatorException("Python 3." + minor
                + " or newer with venv is missing, which the emulator needs (Debian: apt-get install python3-venv)");
    }

    private void run(String... command) throws IOException, InterruptedException {
        run(Map.of(), command);
    }

    private void run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path log = home.resolve("install.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new EmulatorException("Cannot install what the emulator needs; see " + log);
        }
    }
}
