package dev.weir.warehouse;

import dev.weir.ledger.Entry;
import dev.weir.ledger.Summary;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each thousand of the ledger's entries adds up to, in one file, so that opening a ledger reads only the youngest: the
 * last entry that is summed up, and a line for each thousand, gzipped, in {@code snapshots/summaries.gz}. It is never needed.
 * One that is missing, older than it might be or no true copy as far as can be seen (its entry is compared with the ledger's)
 * only makes opening slower.
 */
final class LedgerSummaries {
    private static final String FILE = "snapshots/summaries.gz";

    private final LedgerFiles entries;

    LedgerSummaries(LedgerFiles entries) {
        this.entries = entries;
    }

    /** The summaries from the first thousand on, as many as there are. */
    List<Summary> read() throws IOException {
        try {
            List<Summary> summaries = new ArrayList<>();
            Entry last;
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(entries.files().open(FILE)), StandardCharsets.UTF_8))) {
                last = LedgerJson.parse(lines.readLine(), Entry.class);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    summaries.add(LedgerJson.parse(line, Summary.class));
                }
            }
            long end = (long) summaries.size() * LedgerSnapshots.ENTRIES;
            if (entries.read(end).filter(last::equals).isPresent()) {
                return summaries;
            }
            log().warn("Reading the whole ledger: {} is of another one", file());
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException | IllegalArgumentException e) {
            log().warn("Reading the whole ledger: {} is damaged: {}", file(), e.getMessage());
        }
        return List.of();
    }

    /**
     * Writes them, or says why not.
     *
     * @param last the last entry that is summed up
     */
    void write(List<Summary> summaries, Entry last) {
        try (OutputStream out = new GZIPOutputStream(entries.files().replace(FILE))) {
            line(last, out);
            for (Summary summary : summaries) {
                line(summary, out);
            }
        } catch (IOException e) {
            log().warn("Cannot write {}, which only makes opening the ledger slower: {}", file(), e.getMessage());
        }
    }

    private static void line(Object said, OutputStream out) throws IOException {
        out.write(LedgerJson.line(said).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private String file() {
        return entries.files().path(FILE);
    }

    /** Looked for when there is something to say: logging takes longer to start than most ledgers to read. */
    private static Logger log() {
        return LoggerFactory.getLogger(LedgerSummaries.class);
    }
}
