package dev.weir.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Import and batch of 10 GB, as processes with the heap that the launcher gives all of them; once, next to a tenth of it. */
record HeapScenario() implements Scenario {
    private static final int FACTOR = 10;
    private static final long BYTES_PER_LINE = 600;

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String about() {
        return "import and batch of a 10 GB log as processes of 2 GiB of heap, next to a tenth of it";
    }

    @Override
    public boolean isPartOf(Sizes sizes) {
        return sizes.heapLines() > 0;
    }

    private record Run(double importSeconds, double batchSeconds, double importHeap, double batchHeap) {}

    @Override
    public long lines(Sizes sizes) {
        return sizes.heapLines();
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        long lines = bench.sizes().heapLines();
        long free = Files.getFileStore(bench.scratch()).getUsableSpace();
        if (free < lines * BYTES_PER_LINE) {
            return List.of(Measurement.missing(
                    "heap_peak",
                    "MiB",
                    Target.atMost(2048),
                    "it needs " + (lines * BYTES_PER_LINE >> 30) + " GiB of disk, free are " + (free >> 30)));
        }
        Run tenth = run(bench, lines / FACTOR);
        Run all = run(bench, lines);
        return List.of(
                Measurement.of("heap_peak", "MiB", Target.atMost(2048), Math.max(all.importHeap(), all.batchHeap())),
                Measurement.of("heap_import_seconds", Timings.SECONDS, Optional.empty(), all.importSeconds()),
                Measurement.of("heap_batch_seconds", Timings.SECONDS, Optional.empty(), all.batchSeconds()),
                Measurement.of(
                        "heap_import_growth_10x",
                        Timings.RATIO,
                        Target.atMost(11),
                        all.importSeconds() / tenth.importSeconds()),
                Measurement.of(
                        "heap_batch_growth_10x",
                        Timings.RATIO,
                        Target.atMost(11),
                        all.batchSeconds() / tenth.batchSeconds()));
    }

    private static Run run(Bench bench, long lines) throws Exception {
        Path input = bench.scratch().resolve("repeated");
        Path warehouse = bench.scratch().resolve("heap");
        Path gc = bench.scratch().resolve("gc.log");
        Directories.delete(input);
        Directories.delete(warehouse);
        bench.progress().say("Writing %,d lines", lines);
        bench.logs().repeated(lines, input);
        String[] importing = {"import", input.toString(), "--warehouse", warehouse.toString()};
        double importSeconds = seconds(bench, gc, importing);
        double importHeap = GcLog.peakMebibytes(gc);
        double batchSeconds = seconds(bench, gc, "batch", "--warehouse", warehouse.toString());
        return new Run(importSeconds, batchSeconds, importHeap, GcLog.peakMebibytes(gc));
    }

    private static double seconds(Bench bench, Path gc, String... command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        bench.launcher().run(Map.of("WEIR_JAVA_OPTIONS", "-Xlog:gc:file=" + gc), command);
        double seconds = (System.nanoTime() - began) / 1e9;
        bench.progress().say("  %s: %.1f s", command[0], seconds);
        return seconds;
    }
}
