package dev.weir.warehouse;

import dev.weir.ledger.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * What was read.
     *
     * @param entries in their order
     * @param unsnapshotted the last positions of thousands that were read one by one, for want of a snapshot
     */
    record Read(List<Entry> entries, List<Long> unsnapshotted) {}

    /**
     * All entries after a position.
     *
     * @throws WarehouseException if one is missing, and a later one is there
     */
    Read after(long position) throws IOException {
        Read read = new Read(new ArrayList<>(), new ArrayList<>());
        try (AtOnce readers = new AtOnce()) {
            int wave = FIRST_WAVE;
            boolean more = true;
            while (more) {
                long last = position + read.entries().size();
                if (last % LedgerSnapshots.ENTRIES == 0) {
                    addSnapshots(read, last, readers);
                    last = position + read.entries().size();
                }
                long end = last - last % LedgerSnapshots.ENTRIES + LedgerSnapshots.ENTRIES;
                more = addEntries(read, last, Math.min(last + wave, end), readers);
                if (position + read.entries().size() == end && end - LedgerSnapshots.ENTRIES >= position) {
                    read.unsnapshotted().add(end);
                }
                wave = Math.min(2 * wave, LARGEST_WAVE);
            }
        }
        return read;
    }

    /** Adds whole thousands, as many as have snapshots without a gap. */
    private void addSnapshots(Read read, long last, AtOnce readers) throws IOException {
        long next = last;
        while (true) {
            List<Long> ends = LongStream.iterate(next + LedgerSnapshots.ENTRIES, end -> end + LedgerSnapshots.ENTRIES)
                    .limit(AtOnce.QUESTIONS)
                    .boxed()
                    .toList();
            for (Optional<List<Entry>> copies : readers.ask(ends, snapshots::read)) {
                if (copies.isEmpty()) {
                    return;
                }
                read.entries().addAll(copies.get());
            }
            next = ends.get(ends.size() - 1);
        }
    }

    /** Adds the entries after {@code last} up to {@code end}; returns whether there may be more. */
    private boolean addEntries(Read read, long last, long end, AtOnce readers) throws IOException {
        List<Long> positions = LongStream.rangeClosed(last + 1, end).boxed().toList();
        List<Optional<Entry>> entries = readers.ask(positions, files::read);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isEmpty()) {
                return writtenMeanwhile(positions.get(i), readers);
            }
            read.entries().add(entries.get(i).get());
        }
        return true;
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
