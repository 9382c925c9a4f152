package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.ledger.Entry;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of the ledger's entries, one each, named by its position. */
final class LedgerFiles {
    private final Path directory;
    private final Configuration hadoop;
    private final LogStore store;

    LedgerFiles(Path directory, Configuration hadoop) {
        this(directory, hadoop, LogStores.of(directory, hadoop));
    }

    /** Entries by a put-if-absent of one's own. */
    LedgerFiles(Path directory, Configuration hadoop, LogStore store) {
        this.directory = directory;
        this.hadoop = hadoop;
        this.store = store;
    }

    /**
     * The entry at a position, if there is one.
     *
     * @throws WarehouseException if it cannot be understood
     */
    Optional<Entry> read(long position) throws IOException {
        Optional<String> text = text(position);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LedgerJson.parse(text.get(), Entry.class));
        } catch (JsonProcessingException e) {
            // A whole entry ends its line.
            if (!text.get().endsWith("\n") && !exists(position + 1)) {
                throw torn(position, e);
            }
            throw LedgerJson.unreadable(file(position), "ledger entry", e);
        }
    }

    /** Whether there is an entry at a position. */
    boolean exists(long position) throws IOException {
        return files().exists(file(position));
    }

    /** When an entry was written, by the clock of the file system. */
    Instant stored(long position) throws IOException {
        return Instant.ofEpochMilli(files().getFileStatus(file(position)).getModificationTime());
    }

    /**
     * Puts an entry at a position, if and only if none is there.
     *
     * @return whether it is there now; if not, another one is
     * @throws IOException if it may not be there, and no other is
     */
    boolean create(long position, Entry entry) throws IOException {
        String line = LedgerJson.line(entry);
        try {
            store.write(file(position), List.of(line).iterator(), false, hadoop);
            return true;
        } catch (IOException failed) {
            return stands(position, line, failed);
        }
    }

    /**
     * Whether a write of which no good news came was done: its answer may be lost, and a client that asks again then hears that
     * its own file exists. Where others say the very same at the same moment, it is said.
     */
    private boolean stands(long position, String line, IOException failed) throws IOException {
        Optional<String> there;
        try {
            there = text(position);
        } catch (IOException e) {
            failed.addSuppressed(e);
            throw failed;
        }
        if (there.isEmpty()) {
            throw failed;
        }
        boolean ours = there.get().stripTrailing().equals(line);
        if (ours) {
            LogStores.settle(file(position), hadoop);
        }
        return ours;
    }

    private Optional<String> text(long position) throws IOException {
        try {
            return Optional.of(LedgerJson.text(files(), file(position)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private WarehouseException torn(long position, JsonProcessingException why) {
        return new WarehouseException(
                "Cannot read ledger entry " + file(position)
                        + ": it is the last one and ends in the middle, as a power failure may leave it; "
                        + "restore it from a backup or, if there is none, move it out of the directory and do again "
                        + "what it stood for (docs/operations.md says how)",
                why);
    }

    /** What to say where an entry is missing and a later one is there. */
    WarehouseException missing(long position, long later) {
        return new WarehouseException("Cannot read the ledger: entry " + position + " is missing in " + directory
                + ", found " + file(later).getName() + "; restore it from a backup");
    }

    Path directory() {
        return directory;
    }

    FileSystem files() throws IOException {
        return directory.getFileSystem(hadoop);
    }

    private Path file(long position) {
        return new Path(directory, String.format("%020d.json", position));
    }
}
