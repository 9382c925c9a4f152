package dev.weir.warehouse;

import dev.weir.ledger.Block;
import dev.weir.ledger.Blocks;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SettingsChange;
import dev.weir.ledger.Summary;
import dev.weir.model.ModelSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The ledger's log: one JSON file an entry, named by its position, each created if and only if nobody else created it
 * first. The put-if-absent is Delta's own {@link io.delta.storage.LogStore}, so it holds wherever Delta tables can lie. Entries are never
 * changed, so what was read once is kept, and reading again asks for the next position only.
 */
public final class LedgerLog {
    /** Of more entries than these that others wrote, the rest is read side by side. */
    private static final int FEW = 8;

    private final LedgerFiles files;
    private final LedgerSnapshots snapshots;
    private final LedgerSummaries summaries;
    private final LedgerHistory history;

    /** Whole thousands of entries. */
    private Blocks blocks = Blocks.NONE;

    /** The entries after them. */
    private final List<Entry> tail = new ArrayList<>();

    /** Up to where summaries are on file. */
    private long summarised;

    /** Last positions of thousands that have no snapshot yet. Who only reads writes none. */
    private final Set<Long> unsnapshotted = ConcurrentHashMap.newKeySet();

    private Ledger ledger = Ledger.EMPTY;
    private boolean opened;

    LedgerLog(LedgerFiles files) {
        this.files = files;
        this.snapshots = new LedgerSnapshots(files);
        this.summaries = new LedgerSummaries(files);
        this.history = new LedgerHistory(files, snapshots);
    }

    /**
     * The ledger as it is now; the very same object while nothing is new.
     *
     * @throws WarehouseException if an entry is missing or damaged, or the ledger cannot be read
     */
    public synchronized Ledger read() {
        try {
            boolean more = true;
            for (int i = 0; opened && more && i < FEW; i++) {
                Optional<Entry> next = files.read(position() + 1);
                next.ifPresent(this::add);
                more = next.isPresent();
            }
            if (!opened) {
                blocks = summaries.read(this::block);
                summarised = blocks.last();
                opened = true;
            }
            if (more) {
                unsnapshotted.addAll(history.after(position(), this::add));
            }
            if (ledger.position() < position()) {
                ledger = new Ledger(blocks, tail);
            }
            return ledger;
        } catch (IOException e) {
            throw new WarehouseException("Cannot read the ledger " + files.directory() + ": " + e.getMessage(), e);
        }
    }

    private long position() {
        return blocks.last() + tail.size();
    }

    private void add(Entry entry) {
        tail.add(entry);
        if (tail.size() == LedgerSnapshots.ENTRIES) {
            long after = blocks.last();
            blocks = blocks.with(Block.of(after, tail, () -> history.thousand(after, unsnapshotted::add)));
            tail.clear();
        }
    }

    private Block block(long after, Supplier<Summary> summary) {
        return new Block(after, LedgerSnapshots.ENTRIES, summary, () -> history.thousand(after, unsnapshotted::add));
    }

    /**
     * Appends an entry at the next position that is free. It is durable on return.
     *
     * @return its position
     * @throws RefusedException if the ledger, as it is by then, refuses the entry
     * @throws WarehouseException if it cannot be written, or an earlier one is missing
     */
    public long append(Entry entry) {
        return append(ledger -> Optional.of(entry)).orElseThrow();
    }

    /**
     * Appends the entry that follows from the ledger. Where somebody else appends first, it is asked for again, so that the
     * ledger which it was made of is the one that it follows: of two changes that are made at once neither undoes the other.
     *
     * @param next says what is to be appended to a ledger; empty for nothing
     * @return the entry's position; empty if there was nothing to append
     * @throws RefusedException if the ledger, as it is by then, refuses the entry
     */
    public Optional<Long> append(Function<Ledger, Optional<? extends Entry>> next) {
        try {
            while (true) {
                Ledger judged = read();
                Optional<? extends Entry> entry = next.apply(judged);
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                require(judged, entry.get());
                long position = judged.position() + 1;
                if (files.exists(position + 1) && !files.exists(position)) {
                    // It would be inserted into what is history to others.
                    throw files.missing(position, position + 1);
                }
                files.files().make();
                if (files.create(position, entry.get())) {
                    written(position, entry.get());
                    return Optional.of(position);
                }
                // Somebody else took the position: the next round reads what it says and tries the next one.
            }
        } catch (IOException e) {
            throw new WarehouseException("Cannot append to the ledger " + files.directory() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Asks whether an entry could come next, which may change before it is appended.
     *
     * @throws RefusedException if the ledger refuses it
     */
    public void require(Entry entry) {
        require(read(), entry);
    }

    private static void require(Ledger ledger, Entry entry) {
        ledger.admission().refuses(entry).ifPresent(refusal -> {
            throw new RefusedException("Cannot append to the ledger: " + refusal);
        });
    }

    /** When an entry was written by the clock of the file system, which none of the writers' clocks need agree with. */
    Instant stored(long position) {
        try {
            return files.stored(position);
        } catch (IOException e) {
            throw new WarehouseException("Cannot read the ledger " + files.directory() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Changes the settings of the model, as they are by then; appends nothing where that changes nothing.
     *
     * @return the settings in force afterwards
     */
    public ModelSettings change(UnaryOperator<ModelSettings> change, Clock clock) {
        append(ledger -> {
            ModelSettings changed = change.apply(ledger.settings());
            return changed.equals(ledger.settings())
                    ? Optional.empty()
                    : Optional.of(new SettingsChange(clock.instant(), changed));
        });
        return read().settings();
    }

    private synchronized void written(long position, Entry entry) {
        if (position == position() + 1) {
            add(entry);
        }
        if (position % LedgerSnapshots.ENTRIES == 0) {
            unsnapshotted.add(position);
        }
        for (long end : List.copyOf(unsnapshotted)) {
            snapshots.write(end, block(end).entries());
            unsnapshotted.remove(end);
        }
        if (summarised < blocks.last()) {
            List<Entry> last = block(blocks.last()).entries();
            summaries.write(blocks, last.get(last.size() - 1));
            summarised = blocks.last();
        }
    }

    private Block block(long end) {
        return blocks.list().get((int) (end / LedgerSnapshots.ENTRIES) - 1);
    }

    /** The ledger does not admit an entry: the work that it stands for is void. */
    public static final class RefusedException extends RuntimeException {
        RefusedException(String message) {
            super(message);
        }
    }
}
