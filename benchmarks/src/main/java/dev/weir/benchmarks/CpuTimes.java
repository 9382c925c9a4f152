package dev.weir.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How much CPU time processes have had.
 *
 * @param at the moment, in nanoseconds
 * @param used by each until then
 */
record CpuTimes(long at, Map<String, Duration> used) {
    CpuTimes {
        used = Map.copyOf(used);
    }

    static CpuTimes of(Map<String, ProcessHandle> processes) {
        Map<String, Duration> used = new HashMap<>();
        processes.forEach((name, process) ->
                used.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
        return new CpuTimes(System.nanoTime(), used);
    }

    /** How many cores each has kept busy, on average, from here to there. */
    Map<String, Double> cores(CpuTimes later) {
        Map<String, Double> cores = new HashMap<>();
        used.forEach((name, before) ->
                cores.put(name, (double) later.used.get(name).minus(before).toNanos() / (later.at - at)));
        return cores;
    }
}
