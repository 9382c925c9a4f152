package dev.weir.batch;

import static org.apache.spark.sql.functions.lit;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.ledger.Digest;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.LostSegment;
import dev.weir.ledger.RawSegment;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.Copies;
import dev.weir.model.Lines;
import dev.weir.model.Model;
import dev.weir.model.ModelSettings;
import dev.weir.rollup.Cells;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.SegmentWriter;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import dev.weir.warehouse.WarehouseException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Proves a day's answers: computes each segment that they are made of anew from the archive, and holds the digests against
 * the rows that are stored and, for a batch segment, against the ledger.
 */
public final class Verification {
    private static final int CELLS_SHOWN = 20;

    private final Job job;

    public Verification(Job job) {
        this.job = job;
    }

    /**
     * One table of one segment.
     *
     * @param recomputed from the archive
     * @param stored from the rows in the table
     * @param published as the ledger says; null for a speed segment, whose ledger entry covers all its days, and for what was written
     *     before the warehouse got its present format
     * @param differing some of the cells that are not equal, as text
     */
    public record Check(
            String segment,
            Layer layer,
            String table,
            Digest recomputed,
            Digest stored,
            Digest published,
            List<String> differing) {
        Check with(List<String> cells) {
            return new Check(segment, layer, table, recomputed, stored, published, cells);
        }

        public boolean equal() {
            return recomputed.equals(stored) && (published == null || published.equals(stored));
        }
    }

    /** Checks all segments that answer for a day. */
    public List<Check> of(LocalDate day) {
        Ledger ledger = job.warehouse().ledger().read();
        List<Check> checks = new ArrayList<>();
        for (VisibleSegment segment : ledger.visible()) {
            if (segment.day().equals(day)) {
                checks.addAll(check(segment, ledger));
            }
        }
        return checks;
    }

    private List<Check> check(VisibleSegment segment, Ledger ledger) {
        if (segment.layer() == Layer.BATCH) {
            Ledger.Published batch = ledger.newestBatch().get(segment.day());
            Recomputation work = Recomputation.of(ledger, batch.readThrough(), Set.of(segment.day()));
            return check(segment, ledger.linesOf(batch), work, batch.segment().digests());
        }
        RawSegment raw = ledger.rawSegments().stream()
                .filter(candidate -> candidate.id().equals(segment.segment()))
                .findFirst()
                .orElseThrow();
        return check(
                segment,
                List.of(segment),
                new Recomputation(List.of(raw), Set.of(segment.day()), settingsOf(raw, ledger)),
                Map.of());
    }

    private List<Check> check(
            VisibleSegment segment, List<VisibleSegment> holders, Recomputation work, Map<String, Digest> published) {
        Losses losses = new Losses(job.warehouse().archive().inspection());
        return losses.reading(work.segments(), () -> compare(segment, holders, work, published))
                .orElseThrow(() -> unreadable(losses.found()));
    }

    private static WarehouseException unreadable(List<LostSegment> lost) {
        return new WarehouseException("Cannot read the archive: "
                + lost.stream()
                        .map(segment -> segment.file() + ": " + segment.reason())
                        .collect(Collectors.joining(", "))
                + "; restore it from a backup");
    }

    private List<Check> compare(
            VisibleSegment segment, List<VisibleSegment> holders, Recomputation work, Map<String, Digest> published) {
        Dataset<Row> raw = work.raw(job.spark(), job.warehouse().archive());
        try (Copies copies = Copies.among(raw, work.settings())) {
            Dataset<Row> lines =
                    Lines.of(work.parsed(raw), copies, lit(segment.segment())).persist();
            try {
                Tables tables = job.tables();
                Catalogue catalogue = tables.catalogue();
                Dataset<Row> cells = tables.counting().of(lines);
                Dataset<Row> storedLines =
                        VisibleRows.of(tables.lines(), holders).withColumn(Table.DIGEST, Lines.digest());
                Dataset<Row> storedCells = VisibleRows.of(tables.cells(), List.of(segment));
                return List.of(
                        check(segment, catalogue.lines(), lines, storedLines, published),
                        check(
                                segment,
                                catalogue.cells(),
                                Cells.digested(cells, catalogue.cells()),
                                Cells.digested(storedCells, catalogue.cells()),
                                published));
            } finally {
                lines.unpersist();
            }
        }
    }

    /** The settings that a speed segment was parsed with: others may have come into force before it was admitted. */
    private static ModelSettings settingsOf(RawSegment raw, Ledger ledger) {
        String model = ledger.speedSegments().get(raw.position()).model();
        Ledger then = ledger.prefix(raw.position());
        return then.settingsEver().stream()
                .filter(settings -> Model.of(settings, raw.sources()).equals(model))
                .findFirst()
                .orElseGet(then::settings);
    }

    private static Check check(
            VisibleSegment segment,
            Table table,
            Dataset<Row> recomputed,
            Dataset<Row> stored,
            Map<String, Digest> published) {
        Digest now = digest(recomputed, segment.day());
        Digest then = digest(stored, segment.day());
        Check check = new Check(
                segment.segment(), segment.layer(), table.name(), now, then, published.get(table.name()), List.of());
        return check.equal() ? check : check.with(differing(recomputed, stored));
    }

    private static List<String> differing(Dataset<Row> recomputed, Dataset<Row> stored) {
        // Who wrote a row does not matter, and is not in its digest.
        Column[] columns = Stream.of(recomputed.columns())
                .filter(column -> !column.equals("segment"))
                .map(functions::col)
                .toArray(Column[]::new);
        List<String> rows = new ArrayList<>(surplus("recomputed ", recomputed.select(columns), stored.select(columns)));
        rows.addAll(surplus("stored ", stored.select(columns), recomputed.select(columns)));
        return rows;
    }

    private static List<String> surplus(String side, Dataset<Row> rows, Dataset<Row> others) {
        return rows.exceptAll(others).limit(CELLS_SHOWN).toJSON().collectAsList().stream()
                .map(side::concat)
                .toList();
    }

    private static Digest digest(Dataset<Row> rows, LocalDate day) {
        return SegmentWriter.digests(rows).getOrDefault(day, Digest.NONE);
    }
}
