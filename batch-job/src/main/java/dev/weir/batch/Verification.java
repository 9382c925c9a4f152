package dev.weir.batch;

import static org.apache.spark.sql.functions.lit;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.ledger.Compaction;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

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
     * @param published as the ledger says; null for a micro-batch's segment, whose ledger entry covers all its days, and for what was
     *     written before the warehouse got its present format
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

    /**
     * Checks all segments that answer for a day.
     *
     * @throws WarehouseException if one of them is another version's, which alone could compute it again
     */
    public List<Check> of(LocalDate day) {
        Ledger ledger = job.warehouse().ledger().read();
        Map<String, RawSegment> raw = ledger.raw().admittedWith(day).stream()
                .collect(Collectors.toMap(RawSegment::id, Function.identity(), (first, other) -> first));
        models(day, ledger, raw)
                .filter(model -> !Model.isOfThisVersion(model))
                .findFirst()
                .ifPresent(model -> {
                    throw new WarehouseException(
                            "Cannot verify " + day + ": a part of its answers is of model " + model
                                    + ", and this version of Weir computes by model " + Model.VERSION
                                    + "; bring the day there by `weir batch`, or verify it with the version of Weir that wrote it");
                });
        List<Compaction> compactions = ledger.shown().compactions(day);
        List<Check> checks = new ArrayList<>();
        List<Dataset<Row>> compacted = new ArrayList<>();
        try {
            for (Part part : parts(day, ledger, raw, compactions)) {
                checks.addAll(check(part, compacted::add));
            }
            if (!compactions.isEmpty()) {
                checks.addAll(check(compactions, day, compacted));
            }
            return checks;
        } finally {
            compacted.forEach(Dataset::unpersist);
        }
    }

    /** By which the segments were computed that answer for a day. */
    private static Stream<String> models(LocalDate day, Ledger ledger, Map<String, RawSegment> raw) {
        Stream<String> live = ledger.shown().lines(Set.of(day)).stream()
                .filter(segment -> segment.layer() == Layer.SPEED)
                .map(segment -> ledger.speedSegment(raw.get(segment.segment()).position())
                        .model());
        return Stream.concat(
                Optional.ofNullable(ledger.newestBatch().get(day)).map(Ledger.Published::model).stream(), live);
    }

    /**
     * Segments that are computed anew together: a day may have thousands of the speed layer's.
     *
     * @param segments of one layer and day
     * @param holders where their lines stand
     * @param published by table, what the ledger says
     * @param compactions by segment, the compaction that stands for its cells
     */
    private record Part(
            List<VisibleSegment> segments,
            List<VisibleSegment> holders,
            Recomputation work,
            Map<String, Digest> published,
            Map<String, String> compactions) {
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

    private static List<Part> parts(
            LocalDate day, Ledger ledger, Map<String, RawSegment> raw, List<Compaction> compactions) {
        List<ModelSettings> ever = ledger.settingsEver();
        List<Part> parts = new ArrayList<>();
        Map<ModelSettings, List<VisibleSegment>> live = new LinkedHashMap<>();
        Ledger.Published batch = ledger.newestBatch().get(day);
        if (batch != null) {
            parts.add(new Part(
                    List.of(new VisibleSegment(batch.segment().id(), day, Layer.BATCH)),
                    ledger.shown().linesOf(batch),
                    Recomputation.of(ledger, batch.readThrough(), Set.of(day)),
                    batch.segment().digests(),
                    Map.of()));
        }
        ledger.shown().lines(Set.of(day)).stream()
                .filter(segment -> segment.layer() == Layer.SPEED)
                .forEach(segment -> live.computeIfAbsent(
                                settingsOf(raw.get(segment.segment()), ever, ledger), none -> new ArrayList<>())
                        .add(segment));
        live.forEach((settings, segments) -> {
            List<RawSegment> landed =
                    segments.stream().map(segment -> raw.get(segment.segment())).toList();
            parts.add(new Part(
                    segments,
                    segments,
                    new Recomputation(landed, Set.of(day), settings),
                    Map.of(),
                    compactions(landed, compactions)));
        });
        return parts;
    }

    private static Map<String, String> compactions(List<RawSegment> segments, List<Compaction> compactions) {
        Map<String, String> names = new HashMap<>();
        segments.forEach(raw -> compactions.stream()
                .filter(compaction -> compaction.first() <= raw.position() && raw.position() <= compaction.last())
                .forEach(compaction -> names.put(raw.id(), compaction.id())));
        return names;
    }

    /** @param compacted is given the recomputed cells of segments that a compaction stands for, under its name, persisted */
    private List<Check> check(Part part, Consumer<Dataset<Row>> compacted) {
        Losses losses = new Losses(job.warehouse().archive().inspection());
        return losses.reading(part.work().segments(), () -> compare(part, compacted))
                .orElseThrow(() -> unreadable(losses.found()));
    }

    private static WarehouseException unreadable(List<LostSegment> lost) {
        return new WarehouseException("Cannot read the archive: "
                + lost.stream()
                        .map(segment -> segment.file() + ": " + segment.reason())
                        .collect(Collectors.joining(", "))
                + "; restore it from a backup");
    }

    private List<Check> compare(Part part, Consumer<Dataset<Row>> compacted) {
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
                List<Check> checks =
                        new ArrayList<>(check(part, part.segments(), catalogue.lines(), lines, storedLines));
                List<VisibleSegment> shown = part.segments().stream()
                        .filter(segment -> !part.compactions().containsKey(segment.segment()))
                        .toList();
                Dataset<Row> cells = tables.counting().of(lines);
                if (!shown.isEmpty()) {
                    checks.addAll(check(
                            part,
                            shown,
                            catalogue.cells(),
                            Cells.digested(cells, catalogue.cells()),
                            Cells.digested(VisibleRows.of(tables.cells(), shown), catalogue.cells())));
                }
                if (!part.compactions().isEmpty()) {
                    Dataset<Row> its = renamed(cells, part.compactions()).persist();
                    compacted.accept(its);
                    // While the lines that they are made of can be read.
                    its.count();
                }
                return checks;
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

    /** Rows under the names of the compactions that stand for them; no others. */
    private static Dataset<Row> renamed(Dataset<Row> cells, Map<String, String> compactions) {
        List<Row> names = compactions.entrySet().stream()
                .map(name -> RowFactory.create(name.getKey(), name.getValue()))
                .toList();
        StructType columns = new StructType()
                .add(Table.SEGMENT, DataTypes.StringType, false)
                .add("compaction", DataTypes.StringType, false);
        return cells.join(functions.broadcast(cells.sparkSession().createDataFrame(names, columns)), Table.SEGMENT)
                .withColumn(Table.SEGMENT, functions.col("compaction"))
                .drop("compaction");
    }

    /** Holds compactions against what the segments add up to that they stand for. */
    private List<Check> check(List<Compaction> compactions, LocalDate day, List<Dataset<Row>> parts) {
        Tables tables = job.tables();
        Table table = tables.catalogue().cells();
        List<VisibleSegment> segments = compactions.stream()
                .map(compaction -> new VisibleSegment(compaction.id(), day, Layer.SPEED))
                .toList();
        Dataset<Row> recomputed = tables.counting()
                .merged(parts.stream().reduce(Dataset::unionByName).orElseThrow());
        Map<String, Digest> published = compactions.stream()
                .collect(Collectors.toMap(
                        Compaction::id, compaction -> compaction.days().get(day).digest()));
        return check(
                segments,
                day,
                table,
                Cells.digested(recomputed, table),
                Cells.digested(VisibleRows.of(tables.cells(), segments), table),
                segment -> published.get(segment.segment()));
    }

    private static List<Check> check(
            Part part, List<VisibleSegment> segments, Table table, Dataset<Row> recomputed, Dataset<Row> stored) {
        return check(
                segments,
                part.day(),
                table,
                recomputed,
                stored,
                segment -> part.published().get(table.name()));
    }

    private static List<Check> check(
            List<VisibleSegment> segments,
            LocalDate day,
            Table table,
            Dataset<Row> recomputed,
            Dataset<Row> stored,
            Function<VisibleSegment, Digest> published) {
        Map<String, Digest> now = digests(recomputed, day);
        Map<String, Digest> then = digests(stored, day);
        List<Check> checks = new ArrayList<>();
        for (VisibleSegment segment : segments) {
            Check check = new Check(
                    segment.segment(),
                    segment.layer(),
                    table.name(),
                    now.getOrDefault(segment.segment(), Digest.NONE),
                    then.getOrDefault(segment.segment(), Digest.NONE),
                    published.apply(segment),
                    List.of());
            Column its = functions.col(Table.SEGMENT).equalTo(segment.segment());
            checks.add(check.equal() ? check : check.with(differing(recomputed.where(its), stored.where(its))));
        }
        return checks;
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
