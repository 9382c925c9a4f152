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
import dev.weir.warehouse.Digests;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import dev.weir.warehouse.WarehouseException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
        return parts(day, ledger).stream()
                .map(this::check)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Segments that are computed anew together: a day may have thousands of the speed layer's.
     *
     * @param segments of one layer and day
     * @param holders where their lines stand
     * @param published by table, what the ledger says
     */
    private record Part(
            List<VisibleSegment> segments,
            List<VisibleSegment> holders,
            Recomputation work,
            Map<String, Digest> published) {
        LocalDate day() {
            return segments.get(0).day();
        }

        boolean isBatch() {
            return segments.get(0).layer() == Layer.BATCH;
        }

        Copies copies(Dataset<Row> raw) {
            return isBatch() ? Copies.among(raw, work.settings()) : Copies.withinSegments(raw, work.settings());
        }

        Column recomputed() {
            return isBatch() ? lit(segments.get(0).segment()) : functions.col(Lines.RAW_SEGMENT);
        }

        /** A batch segment may have left lines where the speed layer wrote them. */
        Column stored() {
            return isBatch() ? recomputed() : functions.col(Table.SEGMENT);
        }
    }

    private static List<Part> parts(LocalDate day, Ledger ledger) {
        Map<String, RawSegment> raw = ledger.raw().admittedWith(day).stream()
                .collect(Collectors.toMap(RawSegment::id, Function.identity(), (first, other) -> first));
        List<ModelSettings> ever = ledger.settingsEver();
        List<Part> parts = new ArrayList<>();
        Map<ModelSettings, List<VisibleSegment>> live = new LinkedHashMap<>();
        for (VisibleSegment segment : ledger.visible()) {
            if (!segment.day().equals(day)) {
                continue;
            }
            if (segment.layer() == Layer.SPEED) {
                live.computeIfAbsent(settingsOf(raw.get(segment.segment()), ever, ledger), none -> new ArrayList<>())
                        .add(segment);
            } else {
                Ledger.Published batch = ledger.newestBatch().get(day);
                parts.add(new Part(
                        List.of(segment),
                        ledger.linesOf(batch),
                        Recomputation.of(ledger, batch.readThrough(), Set.of(day)),
                        batch.segment().digests()));
            }
        }
        live.forEach((settings, segments) -> {
            List<RawSegment> landed =
                    segments.stream().map(segment -> raw.get(segment.segment())).toList();
            parts.add(new Part(segments, segments, new Recomputation(landed, Set.of(day), settings), Map.of()));
        });
        return parts;
    }

    private List<Check> check(Part part) {
        Losses losses = new Losses(job.warehouse().archive().inspection());
        return losses.reading(part.work().segments(), () -> compare(part))
                .orElseThrow(() -> unreadable(losses.found()));
    }

    private static WarehouseException unreadable(List<LostSegment> lost) {
        return new WarehouseException("Cannot read the archive: "
                + lost.stream()
                        .map(segment -> segment.file() + ": " + segment.reason())
                        .collect(Collectors.joining(", "))
                + "; restore it from a backup");
    }

    private List<Check> compare(Part part) {
        Dataset<Row> raw = part.work().raw(job.spark(), job.warehouse().archive());
        try (Copies copies = part.copies(raw)) {
            Dataset<Row> lines =
                    Lines.of(part.work().parsed(raw), copies, part.recomputed()).persist();
            try {
                Tables tables = job.tables();
                Catalogue catalogue = tables.catalogue();
                Dataset<Row> storedLines = VisibleRows.of(tables.lines(), part.holders())
                        .withColumn(Table.SEGMENT, part.stored())
                        .withColumn(Table.DIGEST, Lines.digest());
                Dataset<Row> storedCells = VisibleRows.of(tables.cells(), part.segments());
                return Stream.concat(
                                check(part, catalogue.lines(), lines, storedLines),
                                check(
                                        part,
                                        catalogue.cells(),
                                        Cells.digested(tables.counting().of(lines), catalogue.cells()),
                                        Cells.digested(storedCells, catalogue.cells())))
                        .toList();
            } finally {
                lines.unpersist();
            }
        }
    }

    /** The settings that a speed segment was parsed with: others may have come into force before it was admitted. */
    private static ModelSettings settingsOf(RawSegment raw, List<ModelSettings> ever, Ledger ledger) {
        String model = ledger.speedSegment(raw.position()).model();
        return ever.stream()
                .filter(settings -> Model.of(settings, raw.sources()).equals(model))
                .findFirst()
                .orElseGet(() -> ledger.prefix(raw.position()).settings());
    }

    private static Stream<Check> check(Part part, Table table, Dataset<Row> recomputed, Dataset<Row> stored) {
        Map<String, Digest> now = digests(recomputed, part.day());
        Map<String, Digest> then = digests(stored, part.day());
        List<Check> checks = new ArrayList<>();
        for (VisibleSegment segment : part.segments()) {
            Check check = new Check(
                    segment.segment(),
                    segment.layer(),
                    table.name(),
                    now.getOrDefault(segment.segment(), Digest.NONE),
                    then.getOrDefault(segment.segment(), Digest.NONE),
                    part.published().get(table.name()),
                    List.of());
            Column its = functions.col(Table.SEGMENT).equalTo(segment.segment());
            checks.add(check.equal() ? check : check.with(differing(recomputed.where(its), stored.where(its))));
        }
        return checks.stream();
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

    private static Map<String, Digest> digests(Dataset<Row> rows, LocalDate day) {
        Dataset<Row> ofDay = rows.where(functions.col(Table.DAY).equalTo(lit(java.sql.Date.valueOf(day))));
        return Digests.by(ofDay, new String[] {Table.SEGMENT}).collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> Digests.of(row, 1)));
    }
}
