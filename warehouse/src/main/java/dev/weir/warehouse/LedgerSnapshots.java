package dev.weir.warehouse;

import dev.weir.ledger.Entry;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the ledger's entries, a thousand in a file, so that opening a ledger need not open each one's: their lines,
 * gzipped, in {@code snapshots/}, named by the last one's position. They are never needed. One that is missing, or is no
 * true copy as far as can be seen (its last entry is compared with the ledger's), is left alone and the entries are read.
 */
final class LedgerSnapshots {
    /** How many entries a snapshot has. */
    static final int ENTRIES = 1000;

    private final LedgerFiles entries;

    LedgerSnapshots(LedgerFiles entries) {
        this.entries = entries;
    }

    /**
     * The entries of a snapshot.
     *
     * @param end the last one's position
     * @return empty if they have to be read one by one, or are not all there yet
     */
    Optional<List<Entry>> read(long end) throws IOException {
        Optional<Entry> last = entries.read(end);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Entry> copies = copies(end);
            if (copies.size() == ENTRIES && copies.get(ENTRIES - 1).equals(last.get())) {
                return Optional.of(copies);
            }
            log().warn("Reading ledger entries one by one: {} is of another ledger", file(end));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            log().warn("Reading ledger entries one by one: {} is damaged: {}", file(end), e.getMessage());
        }
        return Optional.empty();
    }

    private List<Entry> copies(long end) throws IOException {
        List<Entry> copies = new ArrayList<>(ENTRIES);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(entries.files().open(name(end))), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copies.add(LedgerJson.parse(line, Entry.class));
            }
        }
        return copies;
    }

    /**
     * Writes a snapshot, or says why not.
     *
     * @param end the last entry's position
     * @param last the thousand entries that end there
     */
    void write(long end, List<Entry> last) {
        try (OutputStream out = new GZIPOutputStream(entries.files().replace(name(end)))) {
            for (Entry entry : last) {
                out.write(LedgerJson.line(entry).getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        } catch (IOException e) {
            log().warn("Cannot write {}, which only makes opening the ledger slower: {}", file(end), e.getMessage());
        }
    }

    private String file(long end) {
        return entries.files().path(name(end));
    }

    private static String name(long end) {
        return String.format("snapshots/%020d.gz", end);
    }

    /** Looked for when there is something to say: logging takes longer to start than most ledgers to read. */
    private static Logger log() {
        return LoggerFactory.getLogger(LedgerSnapshots.class);
    }
}
