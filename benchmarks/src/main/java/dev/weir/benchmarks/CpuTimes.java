package dev.weir.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much CPU time processes have had.
 *
 * @param at the moment, in nanoseconds
 * @param used by each until then
 */
record CpuTimes(long at, Map<String, Duration> used) {
    /** A second, on every Linux. */
    private static final double TICKS = 100;

    CpuTimes {
        used = Map.copyOf(used);
    }

    static CpuTimes of(Map<String, ProcessHandle> processes) {
        Map<String, Duration> used = new HashMap<>();
        processes.forEach((name, process) ->
                used.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
        return new CpuTimes(System.nanoTime(), used);
    }

    /**
     * How many seconds of a core the processes have had that this one started and that have ended, to a hundredth
     * (<a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc(5)</a>, cutime and cstime).
     *
     * @throws IOException where there is no Linux
     */
    static double ofEndedChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        // The name before may have blanks and parentheses of its own.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))) / TICKS;
    }

    /** How many cores each has kept busy, on average, from here to there. */
    Map<String, Double> cores(CpuTimes later) {
        Map<String, Double> cores = new HashMap<>();
        used.forEach((name, before) ->
                cores.put(name, (double) later.used.get(name).minus(before).toNanos() / (later.at - at)));
        return cores;
    }
}
