package dev.weir.warehouse;

import dev.weir.ledger.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Reads many entries of a ledger, from snapshots where it can, and lists no directory: that costs more every day. */
final class LedgerHistory {
    private static final int FIRST_WAVE = AtOnce.QUESTIONS;
    private static final int LARGEST_WAVE = 16 * AtOnce.QUESTIONS;

    /** Entries beyond a missing one are looked for up to so far away, at distances that double. */
    private static final long FARTHEST = 1 << 20;

    private final LedgerFiles files;
    private final LedgerSnapshots snapshots;

    LedgerHistory(LedgerFiles files, LedgerSnapshots snapshots) {
        this.files = files;
        this.snapshots = snapshots;
    }

    /**
     * Hands over all entries after a position, in their order.
     *
     * @return the last positions of thousands that were read one by one, for want of a snapshot
     * @throws WarehouseException if one is missing, and a later one is there
     */
    List<Long> after(long position, Consumer<Entry> taker) throws IOException {
        List<Long> unsnapshotted = new ArrayList<>();
        try (AtOnce readers = new AtOnce()) {
            long last = position;
            int wave = FIRST_WAVE;
            while (true) {
                if (last % LedgerSnapshots.ENTRIES == 0) {
                    last = takeSnapshots(last, taker, readers);
                }
                long end = last - last % LedgerSnapshots.ENTRIES + LedgerSnapshots.ENTRIES;
                long wanted = Math.min(last + wave, end);
                long taken = takeEntries(last, wanted, taker, readers);
                if (taken == end && end - LedgerSnapshots.ENTRIES >= position) {
                    unsnapshotted.add(end);
                }
                if (taken < wanted && !writtenMeanwhile(taken + 1, readers)) {
                    return unsnapshotted;
                }
                last = taken;
                wave = Math.min(2 * wave, LARGEST_WAVE);
            }
        }
    }

    /**
     * The thousand entries after a position.
     *
     * @param unsnapshotted is told the last one's position where they were read one by one, for want of a snapshot
     */
    List<Entry> thousand(long after, Consumer<Long> unsnapshotted) {
        long end = after + LedgerSnapshots.ENTRIES;
        try {
            Optional<List<Entry>> copies = snapshots.read(end);
            if (copies.isPresent()) {
                return copies.get();
            }
            unsnapshotted.accept(end);
            List<Entry> entries = new ArrayList<>(LedgerSnapshots.ENTRIES);
            try (AtOnce readers = new AtOnce()) {
                long taken = takeEntries(after, end, entries::add, readers);
                if (taken < end) {
                    throw files.missing(taken + 1, end);
                }
            }
            return List.copyOf(entries);
        } catch (IOException e) {
            throw new WarehouseException("Cannot read the ledger " + files.directory() + ": " + e.getMessage(), e);
        }
    }

    /** Hands over whole thousands after {@code last}, as many as have snapshots without a gap; returns up to where. */
    private long takeSnapshots(long last, Consumer<Entry> taker, AtOnce readers) throws IOException {
        long next = last;
        while (true) {
            List<Long> ends = LongStream.iterate(next + LedgerSnapshots.ENTRIES, end -> end + LedgerSnapshots.ENTRIES)
                    .limit(AtOnce.QUESTIONS)
                    .boxed()
                    .toList();
            for (Optional<List<Entry>> copies : readers.ask(ends, snapshots::read)) {
                if (copies.isEmpty()) {
                    return next;
                }
                copies.get().forEach(taker);
                next += LedgerSnapshots.ENTRIES;
            }
        }
    }

    /** Hands over the entries after {@code last} up to {@code end}, as many as there are without a gap; returns up to where. */
    private long takeEntries(long last, long end, Consumer<Entry> taker, AtOnce readers) throws IOException {
        List<Long> positions = LongStream.rangeClosed(last + 1, end).boxed().toList();
        long taken = last;
        for (Optional<Entry> entry : readers.ask(positions, files::read)) {
            if (entry.isEmpty()) {
                return taken;
            }
            taker.accept(entry.get());
            taken++;
        }
        return taken;
    }

    /** Whether an entry that was absent is there now. */
    private boolean writtenMeanwhile(long absent, AtOnce readers) throws IOException {
        List<Long> later = LongStream.concat(
                        LongStream.rangeClosed(1, AtOnce.QUESTIONS),
                        LongStream.iterate(2L * AtOnce.QUESTIONS, step -> step <= FARTHEST, step -> 2 * step))
                .map(step -> absent + step)
                .boxed()
                .toList();
        List<Boolean> there = readers.ask(later, files::exists);
        if (!there.contains(true)) {
            return false;
        }
        if (!files.exists(absent)) {
            throw files.missing(absent, later.get(there.indexOf(true)));
        }
        return true;
    }
}
