package dev.weir.launcher;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A checkout that is built, with the classes of this process: the script, and what it looks for. */
final class Checkout {
    /** Variables by which options come to Java. */
    static final List<String> WAYS = List.of("WEIR_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private final Path root;
    private final Map<String, Path> jars = new HashMap<>();

    private Checkout(Path root) {
        this.root = root;
    }

    /** Makes one in an empty directory. */
    static Checkout in(Path root) throws IOException {
        Checkout checkout = new Checkout(root);
        Path sources = Path.of("..").toAbsolutePath().normalize();
        Files.createDirectories(root.resolve("launcher/src/main"));
        Files.createDirectories(root.resolve("launcher/target"));
        Files.createDirectories(root.resolve(".weir"));
        Files.copy(sources.resolve("weir"), root.resolve("weir"));
        Files.copy(sources.resolve("launcher/jvm.options"), root.resolve("launcher/jvm.options"));
        Files.copy(sources.resolve("launcher/long.options"), root.resolve("launcher/long.options"));
        Files.createFile(root.resolve("pom.xml"));
        Files.createFile(root.resolve("launcher/pom.xml"));
        pack(ours(), root.resolve("launcher/target/launcher-0.jar"));
        String all = System.getProperty("java.class.path");
        String light = Files.readString(Path.of("target/tests-light.classpath"));
        checkout.write("dependencies", all);
        checkout.write("light", light);
        Files.createFile(root.resolve(".weir/built"));
        return checkout;
    }

    private void write(String list, String classPath) throws IOException {
        String packed = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .map(entry -> jar(entry).toString())
                .collect(Collectors.joining(File.pathSeparator));
        Files.writeString(root.resolve("launcher/target/" + list + ".classpath"), packed);
    }

    /** An entry of a class path, which Java can archive if it is a jar. */
    private Path jar(String entry) {
        return jars.computeIfAbsent(entry, given -> {
            Path path = Path.of(given);
            try {
                return Files.isDirectory(path)
                        ? pack(Set.of(path), root.resolve("packed-" + jars.size() + ".jar"))
                        : path;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Where the launcher's classes and resources are. */
    private static Set<Path> ours() {
        return Stream.of("Weir.class", "commands.txt")
                .map(name -> Path.of(Weir.class.getResource(name).getPath()))
                .map(file -> file.resolve("../../../..").normalize())
                .collect(Collectors.toSet());
    }

    private static Path pack(Set<Path> directories, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path directory : directories) {
                for (Path file : files(directory)) {
                    packed.putNextEntry(new JarEntry(directory.relativize(file).toString()));
                    Files.copy(file, packed);
                    packed.closeEntry();
                }
            }
        }
        return jar;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Leaves an archive of the classes that commands load, as the build does. */
    void archive(String name, String... arguments) throws IOException, InterruptedException {
        Path list = root.resolve(".weir/classes");
        Path archive = root.resolve(".weir/" + name + ".jsa");
        run(Map.of("WEIR_JAVA_OPTIONS", "-Xshare:off -XX:DumpLoadedClassList=" + list), arguments);
        run(
                Map.of(
                        "WEIR_JAVA_OPTIONS",
                        "-Xshare:dump -XX:SharedClassListFile=" + list + " -XX:SharedArchiveFile=" + archive),
                arguments);
        if (!Files.exists(archive)) {
            throw new AssertionError("Java made no archive of classes for " + name);
        }
    }

    /** Runs a command by the script, with no options of Java's but these. */
    Cli run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("weir").toString()));
        command.addAll(List.of(arguments));
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> variables = new LinkedHashMap<>(builder.environment());
        variables.keySet().removeIf(name -> WAYS.contains(name) || name.equals("_JAVA_OPTIONS"));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.putAll(environment);
        builder.environment().clear();
        builder.environment().putAll(variables);
        int code = builder.start().waitFor();
        return new Cli(code, read(out), read(err));
    }

    /** The classes that a command loads with options of Java's, and where each comes from. */
    Map<String, String> loaded(String options, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(root, "loaded", ".log");
        Cli cli = run(Map.of("WEIR_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + " " + options), arguments);
        if (cli.code() != 0) {
            throw new AssertionError(cli.out() + cli.err());
        }
        return Files.readAllLines(log).stream()
                .map(line -> line.substring(line.lastIndexOf(']') + 1).strip().split(" source: ", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, second) -> first));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
