package dev.weir.generator;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** One run of the generator: turns traffic into lines and has them delivered, some twice, some late, some spoilt. */
final class Production {
    private static final double DUPLICATES = 0.05;
    private static final double LATE = 0.02;
    private static final double MALFORMED = 0.01;
    private static final int PROGRESS = 1 << 16;

    private final long events;
    private final Traffic traffic;
    private final Lateness lateness;
    private final LineWriter writer;
    private final LineBuffer line = new LineBuffer();
    private final Redeliveries copies;
    private final Quota copied;
    private final Quota spoilt;
    private final Malformed malformed;
    private final Delivery delivery;

    Production(GeneratorOptions options, Outlet outlet) throws IOException {
        long lines = options.lines();
        long duplicates = Math.round(lines * DUPLICATES);
        long rejected = Math.round(lines * MALFORMED);
        this.events = lines - duplicates - rejected;

        SplittableRandom random = new SplittableRandom(options.seed());
        Rhythm rhythm = new Rhythm(options.start(), options.days());
        this.traffic = new Traffic(rhythm, options.days(), events, random.split());
        this.lateness = new Lateness(rhythm, LATE * lines / events, random.split());
        this.writer = options.format().writer(random.split());
        this.malformed = new Malformed(random.split());
        this.spoilt = new Quota(rejected, random.split());

        // A copied line is known by its request id; where there is none, only a copied file can be known.
        boolean single = options.format().carriesRequestId();
        long inTime = lines - Math.round(lines * LATE);
        FilePlan plan = single
                ? new FilePlan(inTime, 0, options.days())
                : new FilePlan(inTime - duplicates, duplicates, options.days());
        this.copied = new Quota(single ? duplicates : 0, random.split());
        this.copies = new Redeliveries(2 * plan.lines(0), random.split());
        this.delivery = new Delivery(outlet, plan, lateness, options);
    }

    /**
     * @param truth is told of every request, once
     * @param progress is told from time to time how many requests there are
     */
    GeneratedLogs run(Consumer<Request> truth, LongConsumer progress) throws IOException {
        for (long i = 0; i < events; i++) {
            Request request = traffic.next();
            truth.accept(request);
            delivery.advance(request.time());
            log(request, i);
            copies.deliver(delivery.current(), i);
            if (!delivery.isCopied() && spoilt.takes(events - i)) {
                spoil();
            }
            if (i % PROGRESS == 0) {
                progress.accept(i);
            }
        }
        copies.deliver(delivery.current(), Long.MAX_VALUE);
        return delivery.finish();
    }

    private void log(Request request, long number) throws IOException {
        writer.write(request, line.clear());
        line.octet('\n');
        long time = request.time();
        boolean again = copied.takes(events - number);
        if (!lateness.holdsBack(time)) {
            delivery.current().accept(line, time);
            if (again) {
                copies.add(line, time, number);
            }
            return;
        }
        OpenFile late = delivery.late(time);
        late.accept(line, time);
        if (again) {
            late.duplicate(line, time);
        }
    }

    /** Follows the line just written by a spoilt version of it. */
    private void spoil() throws IOException {
        line.cut(line.length() - 1);
        malformed.spoil(line);
        line.octet('\n');
        delivery.current().reject(line);
    }
}
