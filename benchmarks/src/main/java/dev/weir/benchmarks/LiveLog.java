package dev.weir.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A log that grows as a busy server's does: at a steady rate, each line dated when it is written. */
final class LiveLog implements AutoCloseable {
    private static final int CHUNKS_PER_SECOND = 50;
    private static final int TEMPLATES = 50_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * Lines that were written at once.
     *
     * @param linesSoFar how many lines the log has with them
     * @param began the moment, in nanoseconds, before the first of them was written
     */
    record Chunk(long linesSoFar, long began) {}

    private final Queue<Chunk> written = new ConcurrentLinkedQueue<>();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final Thread writer;
    private volatile boolean open = true;

    /**
     * Begins to write.
     *
     * @param like a log of the combined format, whose lines are taken
     */
    LiveLog(Path file, Path like, int linesPerSecond) throws IOException {
        List<String[]> templates;
        try (Stream<String> lines = Files.lines(like, StandardCharsets.ISO_8859_1)) {
            templates = lines.map(line -> line.split("\\[[^\\]]*\\]", 2))
                    .filter(halves -> halves.length == 2)
                    .limit(TEMPLATES)
                    .toList();
        }
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        writer = new Thread(() -> write(out, templates, linesPerSecond / CHUNKS_PER_SECOND), "live log");
        writer.start();
    }

    /** What was written and not yet taken from the queue, oldest first. */
    Queue<Chunk> written() {
        return written;
    }

    private void write(OutputStream out, List<String[]> templates, int linesPerChunk) {
        long start = System.nanoTime();
        long lines = 0;
        try (out) {
            for (long chunk = 0; open; chunk++) {
                long due = start + chunk * (1_000_000_000L / CHUNKS_PER_SECOND);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long began = System.nanoTime();
                String time = "[" + TIME.format(Instant.now()) + "]";
                for (int i = 0; i < linesPerChunk; i++) {
                    String[] halves = templates.get((int) (lines++ % templates.size()));
                    out.write((halves[0] + time + halves[1] + "\n").getBytes(StandardCharsets.ISO_8859_1));
                }
                out.flush();
                written.add(new Chunk(lines, began));
            }
        } catch (IOException e) {
            failure.set(e);
        }
    }

    /** Stops writing. */
    @Override
    public void close() throws IOException {
        open = false;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
