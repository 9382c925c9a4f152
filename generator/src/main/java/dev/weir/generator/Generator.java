package dev.weir.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Generates access logs as a busy server's would be: with people, robots and attacks, with duplicates, late lines and
 * malformed ones. The same options give the same bytes.
 */
public final class Generator {
    private static final double DUPLICATES = 0.05;
    private static final double LATE = 0.02;
    private static final double MALFORMED = 0.01;
    private static final int PROGRESS = 1 << 16;

    private final GeneratorOptions options;
    private final SplittableRandom root;
    private final Outlet outlet;
    private final Consumer<Request> truth;
    private final LongConsumer progress;
    private final long duplicates;
    private final long malformed;
    private final long events;

    private Generator(GeneratorOptions options, Outlet outlet, Consumer<Request> truth, LongConsumer progress) {
        this.options = options;
        this.root = new SplittableRandom(options.seed());
        this.outlet = outlet;
        this.truth = truth;
        this.progress = progress;
        this.duplicates = Math.round(options.lines() * DUPLICATES);
        this.malformed = Math.round(options.lines() * MALFORMED);
        this.events = options.lines() - duplicates - malformed;
    }

    /** Writes logs, their truth and a manifest below a directory that has none yet. */
    public static GeneratedLogs generate(GeneratorOptions options, Path dir) throws IOException {
        return generate(options, dir, lines -> {});
    }

    /** @param progress is told from time to time how many lines there are */
    public static GeneratedLogs generate(GeneratorOptions options, Path dir, LongConsumer progress) throws IOException {
        Path logs = dir.resolve("logs");
        if (Files.exists(logs)) {
            throw new FileAlreadyExistsException(logs.toString(), null, "must not exist: old and new files would mix");
        }
        Files.createDirectories(logs);
        Recount recount = new Recount(options);
        GeneratedLogs generated = new Generator(options, Outlet.directory(dir), recount::count, progress).deliver();
        new TruthWriter(recount, dir.resolve(Truth.DIRECTORY)).write();
        generated.write(dir);
        return generated;
    }

    /** Writes the same lines to one stream, in the order of their arrival, and leaves it open. */
    public static GeneratedLogs print(GeneratorOptions options, OutputStream out, LongConsumer progress)
            throws IOException {
        return new Generator(options, Outlet.stream(out), request -> {}, progress).deliver();
    }

    private GeneratedLogs deliver() throws IOException {
        boolean single = options.format().carriesRequestId();
        Rhythm rhythm = new Rhythm(options.start(), options.days());
        Traffic traffic = new Traffic(rhythm, options.days(), events, root.split());
        Lateness lateness = new Lateness(rhythm, LATE * options.lines() / events, root.split());
        long inTime = options.lines() - Math.round(options.lines() * LATE);
        FilePlan plan = single
                ? new FilePlan(inTime, 0, options.days())
                : new FilePlan(inTime - duplicates, duplicates, options.days());
        Copies copies = new Copies(2 * plan.lines(0), root.split());
        Quota copied = new Quota(single ? duplicates : 0, root.split());
        Quota spoilt = new Quota(malformed, root.split());
        Malformed spoiler = new Malformed(root.split());
        LineWriter writer = options.format().writer(root.split());
        LineBuffer line = new LineBuffer();

        Delivery delivery = new Delivery(outlet, plan, lateness, options);
        for (long i = 0; i < events; i++) {
            Request request = traffic.next();
            long time = request.time();
            delivery.advance(time);
            truth.accept(request);
            writer.write(request, line.clear());
            line.octet('\n');
            boolean again = copied.takes(events - i);
            if (lateness.holdsBack(time)) {
                delivery.late(time).accept(line, time);
                if (again) {
                    delivery.late(time).duplicate(line, time);
                }
            } else {
                delivery.current().accept(line, time);
                if (again) {
                    copies.add(line, time, i);
                }
            }
            copies.deliver(delivery.current(), i);
            if (!delivery.isCopied() && spoilt.takes(events - i)) {
                spoil(spoiler, line, delivery.current());
            }
            if (i % PROGRESS == 0) {
                progress.accept(i);
            }
        }
        copies.deliver(delivery.current(), Long.MAX_VALUE);
        return delivery.finish();
    }

    private static void spoil(Malformed spoiler, LineBuffer line, OpenFile file) throws IOException {
        line.cut(line.length() - 1);
        spoiler.spoil(line);
        line.octet('\n');
        file.reject(line);
    }
}
