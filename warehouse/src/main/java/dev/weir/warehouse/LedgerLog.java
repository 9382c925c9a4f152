package dev.weir.warehouse;

import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SettingsChange;
import dev.weir.model.ModelSettings;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The ledger's log: one JSON file an entry, named by its position, each created if and only if nobody else created it
 * first. The put-if-absent is Delta's own {@link LogStore}, so it holds wherever Delta tables can lie. Entries are never
 * changed, so what was read once is kept.
 */
public final class LedgerLog {
    /** What stands at a position, with the bytes that hold it. */
    private final List<Entry> known = new ArrayList<>();

    private final Path directory;
    private final LogStore store;
    private final Configuration hadoop;

    LedgerLog(Path directory, Configuration hadoop) {
        this.directory = directory;
        this.hadoop = hadoop;
        this.store = LogStores.of(directory, hadoop);
    }

    /** The ledger as it is now. */
    public synchronized Ledger read() {
        try {
            FileSystem files = directory.getFileSystem(hadoop);
            if (known.isEmpty() && !files.exists(directory)) {
                return Ledger.EMPTY;
            }
            Iterator<FileStatus> newer = store.listFrom(file(known.size() + 1L), hadoop);
            while (newer.hasNext()) {
                Path path = newer.next().getPath();
                if (!path.getName().endsWith(".json") || path.getName().startsWith(".")) {
                    continue;
                }
                if (!path.getName().equals(file(known.size() + 1L).getName())) {
                    throw new WarehouseException(
                            "Cannot read the ledger: entry " + (known.size() + 1) + " is missing in " + directory
                                    + ", found " + path.getName() + "; restore it from a backup");
                }
                known.add(LedgerJson.read(files, path, Entry.class, "ledger entry"));
            }
            return new Ledger(List.copyOf(known));
        } catch (FileNotFoundException e) {
            return new Ledger(List.copyOf(known));
        } catch (IOException e) {
            throw new WarehouseException(e.getMessage(), e);
        }
    }

    /**
     * Appends an entry at the next position that is free.
     *
     * @return its position
     * @throws RefusedException if the ledger, as it is by then, refuses the entry
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
            directory.getFileSystem(hadoop).mkdirs(directory);
            while (true) {
                Ledger ledger = read();
                Optional<? extends Entry> entry = next.apply(ledger);
                if (entry.isEmpty()) {
                    return Optional.empty();
                }
                Optional<String> refusal = ledger.refuses(entry.get());
                if (refusal.isPresent()) {
                    throw new RefusedException("Cannot append to the ledger: " + refusal.get());
                }
                long position = ledger.position() + 1;
                try {
                    store.write(file(position), LedgerJson.lines(entry.get()), false, hadoop);
                    return Optional.of(position);
                } catch (FileAlreadyExistsException taken) {
                    // Somebody else took the position: the next round reads what it says and tries the next one.
                }
            }
        } catch (IOException e) {
            throw new WarehouseException("Cannot append to the ledger " + directory + ": " + e.getMessage(), e);
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

    /** The ledger does not admit an entry: the work that it stands for is void. */
    public static final class RefusedException extends RuntimeException {
        RefusedException(String message) {
            super(message);
        }
    }

    private Path file(long position) {
        return new Path(directory, String.format("%020d.json", position));
    }
}
