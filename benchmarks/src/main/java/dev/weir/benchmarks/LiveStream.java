package dev.weir.benchmarks;

import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code weir stream} as a process with its defaults, on one file that grows.
 *
 * @param linesPerSecond by which it grows
 * @param warehouse that it streams into; empty, and a directory
 * @param warmUp from the first answer on, in seconds; what is written then does not count
 * @param pause between two questions, if the answer was the same
 * @param options of the command, besides where lines come from and go
 * @param environment of its process
 */
record LiveStream(
        Bench bench,
        int linesPerSecond,
        Warehouse warehouse,
        int warmUp,
        Duration pause,
        List<String> options,
        Map<String, String> environment) {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What is asked again and again. */
    @FunctionalInterface
    interface Question {
        /**
         * How many lines are visible, the oldest ones.
         *
         * @param before as many were when it was asked last; it may say so without asking if nothing can be new
         */
        long visible(long before) throws Exception;
    }

    /**
     * What was seen while lines counted.
     *
     * @param cores how many cores were busy, on average, with each process; that of the stream is called {@code stream}
     */
    record Watched(Latencies latencies, Map<String, Double> cores) {}

    /**
     * Asks until all lines that count were seen.
     *
     * @param beside processes whose CPU time is told, too
     */
    Watched watch(Question question, Map<String, ProcessHandle> beside) throws Exception {
        Path incoming = Files.createDirectories(bench.scratch().resolve("incoming"));
        Path like = bench.logs().combined(Math.min(bench.sizes().lines(), 200_000));
        bench.progress()
                .say(
                        "Streaming %,d lines/s for %d s once the first were seen, the first %d of which warm up",
                        linesPerSecond, warmUp + bench.sizes().latencySeconds(), warmUp);
        Process stream = start(incoming);
        try (LiveLog log = new LiveLog(incoming.resolve("access.log"), like, linesPerSecond)) {
            long seen = first(question, stream);
            long from = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
            long to = from + Duration.ofSeconds(bench.sizes().latencySeconds()).toNanos();
            Latencies latencies = new Latencies(from, to);
            Map<String, ProcessHandle> processes = new HashMap<>(beside);
            processes.put("stream", stream.toHandle());
            Optional<CpuTimes> before = Optional.empty();
            while (!latencies.isComplete()) {
                require(stream, to + PATIENCE.toNanos());
                if (before.isEmpty() && System.nanoTime() - from >= 0) {
                    before = Optional.of(CpuTimes.of(processes));
                }
                long visible = question.visible(seen);
                if (visible == seen) {
                    LockSupport.parkNanos(pause.toNanos());
                } else {
                    latencies.seen(visible, System.nanoTime(), log.written());
                    seen = visible;
                }
            }
            return new Watched(latencies, before.orElseThrow().cores(CpuTimes.of(processes)));
        } finally {
            stream.destroy();
            stream.waitFor();
        }
    }

    private Process start(Path incoming) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("stream", "--dir", incoming.toString(), "--warehouse", warehouse.location()));
        command.addAll(options);
        return bench.launcher().start(environment, command.toArray(String[]::new));
    }

    /** The first lines that are visible: until the stream has started, lines wait. */
    private long first(Question question, Process stream) throws Exception {
        long until = System.nanoTime() + START.toNanos();
        long visible = 0;
        while (visible == 0) {
            require(stream, until);
            LockSupport.parkNanos(pause.toNanos());
            visible = question.visible(0);
        }
        return visible;
    }

    private static void require(Process stream, long until) {
        if (!stream.isAlive()) {
            throw new IllegalStateException("the stream ended by itself");
        }
        if (System.nanoTime() - until > 0) {
            throw new IllegalStateException("the stream does not keep up");
        }
    }
}
