package dev.weir.chaos;

import dev.weir.warehouse.Milestones;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts Weir's commands as processes. They live for seconds, most of which would go into loading Spark's classes: the first
 * one leaves an archive of them for all others
 * (<a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">class data sharing</a>).
 */
final class ChaosJvm {
    private final Class<?> weir;
    private final Path classes;

    /**
     * @param weir the main class that runs Weir's commands
     * @param classes the archive, not there yet
     */
    ChaosJvm(Class<?> weir, Path classes) {
        this.weir = weir;
        this.classes = classes;
    }

    /** Starts the command that leaves the archive when it ends. */
    ChaosChild first(List<String> arguments) throws IOException {
        // The virtual machine archives no classes from directories.
        boolean archivable = Arrays.stream(classPath().split(File.pathSeparator))
                .map(Path::of)
                .allMatch(Files::isRegularFile);
        return start(archivable ? List.of("-XX:ArchiveClassesAtExit=" + classes) : List.of(), "", arguments);
    }

    /**
     * Starts a command.
     *
     * @param killAt the milestone at which it kills itself; empty for none
     */
    ChaosChild start(String killAt, List<String> arguments) throws IOException {
        return start(
                Files.exists(classes) ? List.of("-XX:SharedArchiveFile=" + classes) : List.of(), killAt, arguments);
    }

    private ChaosChild start(List<String> sharing, String killAt, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Duser.timezone"))
                .forEach(command::add);
        // It lives for seconds: optimising would cost more than it gains.
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-XX:-UsePerfData", "-Dlog4j2.configurationFile=weir-log4j2.properties"));
        command.addAll(sharing);
        command.addAll(List.of("-cp", classPath(), weir.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(Milestones.KILL_AT, killAt);
        return new ChaosChild(builder.start());
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
