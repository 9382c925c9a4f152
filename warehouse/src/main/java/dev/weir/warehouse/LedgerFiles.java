package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.ledger.Entry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The files of the ledger's entries, one each, named by its position. */
final class LedgerFiles {
    private final FileTree files;

    LedgerFiles(FileTree files) {
        this.files = files;
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
            throw LedgerJson.unreadable(files.path(name(position)), "ledger entry", e);
        }
    }

    /** Whether there is an entry at a position. */
    boolean exists(long position) throws IOException {
        return files.exists(name(position));
    }

    /** When an entry was written, by the clock of the file system. */
    Instant stored(long position) throws IOException {
        return files.modified(name(position));
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
            files.putIfAbsent(name(position), line);
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
            files.settle(name(position));
        }
        return ours;
    }

    private Optional<String> text(long position) throws IOException {
        try {
            return Optional.of(files.text(name(position)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private WarehouseException torn(long position, JsonProcessingException why) {
        return new WarehouseException(
                "Cannot read ledger entry " + files.path(name(position))
                        + ": it is the last one and ends in the middle, as a power failure may leave it; "
                        + "restore it from a backup or, if there is none, move it out of the directory and do again "
                        + "what it stood for (docs/operations.md says how)",
                why);
    }

    /** What to say where an entry is missing and a later one is there. */
    WarehouseException missing(long position, long later) {
        return new WarehouseException("Cannot read the ledger: entry " + position + " is missing in " + directory()
                + ", found " + name(later) + "; restore it from a backup");
    }

    /** Where they are, for messages. */
    String directory() {
        return files.path("");
    }

    /** The files of the directory: entries' and others. */
    FileTree files() {
        return files;
    }

    private static String name(long position) {
        return String.format("%020d.json", position);
    }
}
