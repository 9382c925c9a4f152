package dev.weir.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where it was measured.
 *
 * @param processor its model
 * @param cores that this process may use
 * @param gibibytes of memory
 * @param system the operating system
 * @param java the virtual machine
 */
record Machine(String processor, int cores, long gibibytes, String system, String java) {
    static Machine found() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                named(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
                named(Path.of("/etc/os-release"), "PRETTY_NAME").orElse(System.getProperty("os.name")) + ", kernel "
                        + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** The value of the first line that begins with a name. */
    private static Optional<String> named(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length())
                            .replaceFirst("^\\s*[:=]\\s*", "")
                            .replace("\"", ""))
                    .findFirst();
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }
}
