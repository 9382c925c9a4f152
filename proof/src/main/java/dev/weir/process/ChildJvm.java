package dev.weir.process;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java for processes of their own that are killed, or end, within seconds or minutes.
 *
 * @param classPath all that they have
 * @param options what they have beyond this process's options, and instead of them
 */
public record ChildJvm(String classPath, List<String> options) {
    /**
     * What they have of this process's options. Not its agents, of which there can be but one, nor its garbage collector, which
     * is made for long lives.
     */
    private static final List<String> INHERITED = List.of("-D", "-Xm", "-Xlog", "--add-opens", "-XX:SharedArchiveFile");

    /**
     * Starting fast is worth more than running fast, and a process that is killed leaves no file behind. Where the code that is
     * compiled fast outgrows its cache, by default 48 MB, Java says so on standard output, among the answers.
     */
    private static final List<String> SHORT_LIVED = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=256m", "-XX:-UsePerfData");

    public ChildJvm {
        options = List.copyOf(options);
    }

    /** With this process's class path: jars first, because Java archives only these, and uses an archive of what is first. */
    public static ChildJvm likeThis() {
        return new ChildJvm(
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .sorted(Comparator.comparing(path -> !path.endsWith(".jar")))
                        .collect(Collectors.joining(File.pathSeparator)),
                List.of());
    }

    /** With further options. */
    public ChildJvm with(String... more) {
        return new ChildJvm(
                classPath, Stream.concat(options.stream(), Arrays.stream(more)).toList());
    }

    /** With further system properties. */
    public ChildJvm with(Map<String, String> properties) {
        return with(properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
    }

    /**
     * A process that is not started yet.
     *
     * @param main the class that it runs
     * @param arguments that class's; each is what {@link Object#toString} says
     */
    public ProcessBuilder running(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> INHERITED.stream().anyMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(SHORT_LIVED);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command);
    }
}
