package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.ledger.Block;
import dev.weir.ledger.Blocks;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Summary;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thousands of the ledger's entries add up to, in one file, so that opening a ledger reads only the youngest: the
 * last entry that is summed up, a line for all and one for each thousand, gzipped, in {@code snapshots/summaries.gz}. It is never needed.
 * One that is missing, older than it might be or no true copy as far as can be seen (its entry is compared with the ledger's)
 * only makes opening slower.
 */
final class LedgerSummaries {
    private static final String FILE = "snapshots/summaries.gz";

    private final LedgerFiles entries;

    LedgerSummaries(LedgerFiles entries) {
        this.entries = entries;
    }

    /**
     * The thousands that are summed up, from the first on.
     *
     * @param block makes one of the position before its first entry, and its summary
     */
    Blocks read(BiFunction<Long, Supplier<Summary>, Block> block) throws IOException {
        try {
            List<Block> blocks = new ArrayList<>();
            Entry last;
            Summary all;
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(entries.files().open(FILE)), StandardCharsets.UTF_8))) {
                last = LedgerJson.parse(next(lines), Entry.class);
                all = LedgerJson.parse(next(lines), Summary.class);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String text = line;
                    blocks.add(block.apply((long) blocks.size() * LedgerSnapshots.ENTRIES, () -> summary(text)));
                }
            }
            Blocks read = Blocks.of(blocks, all);
            if (entries.read(read.last()).filter(last::equals).isPresent()) {
                return read;
            }
            log().warn("Reading the whole ledger: {} is of another one", file());
        } catch (FileNotFoundException e) {
            return Blocks.NONE;
        } catch (IOException | IllegalArgumentException e) {
            log().warn("Reading the whole ledger: {} is damaged: {}", file(), e.getMessage());
        }
        return Blocks.NONE;
    }

    private static String next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new EOFException("it ends too early");
        }
        return line;
    }

    /** Most are never asked for, and there may be thousands. */
    private Summary summary(String line) {
        try {
            return LedgerJson.parse(line, Summary.class);
        } catch (JsonProcessingException e) {
            throw LedgerJson.unreadable(file(), "summaries of the ledger", e);
        }
    }

    /**
     * Writes them, or says why not.
     *
     * @param last the last entry that is summed up
     */
    void write(Blocks blocks, Entry last) {
        try (OutputStream out = new GZIPOutputStream(entries.files().replace(FILE))) {
            line(last, out);
            line(blocks.summary(), out);
            for (Block block : blocks.list()) {
                line(block.summary(), out);
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
