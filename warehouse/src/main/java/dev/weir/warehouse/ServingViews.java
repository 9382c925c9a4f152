package dev.weir.warehouse;

import dev.weir.format.Field;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.rollup.Rollup;
import dev.weir.rollup.Rollups;
import dev.weir.view.RollupView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The merged answers as temporary views of a session, as of one ledger. */
public final class ServingViews {
    private static final String SETTLED = "weir_settled_partials";
    private static final String LIVE = "weir_live_partials";

    private final SparkSession spark;
    private final Tables tables;

    public ServingViews(SparkSession spark, Tables tables) {
        this.spark = spark;
        this.tables = tables;
    }

    /** The views' names, the stable interface for queries. */
    public static List<String> names() {
        return Stream.concat(
                        Stream.of("events"),
                        Stream.concat(
                                Rollups.ALL.stream().map(Rollup::name), Stream.of("dead_letters", "ledger", "drift")))
                .toList();
    }

    /** Makes all views, or makes them anew. */
    public void register(Ledger ledger) {
        List<VisibleSegment> visible = ledger.visible();
        Dataset<Row> lines = VisibleRows.of(spark, tables.lines(), visible);
        lines.where("outcome = 'accepted'").selectExpr(eventColumns()).createOrReplaceTempView("events");
        lines.where("outcome = 'rejected'")
                .selectExpr(
                        "day",
                        "reason",
                        "CAST(raw AS STRING) AS raw",
                        "format",
                        "source",
                        "partition",
                        "position",
                        "arrived",
                        "raw_segment",
                        "layer")
                .createOrReplaceTempView("dead_letters");
        partials(visible);
        for (Rollup rollup : Rollups.ALL) {
            spark.sql(new RollupView(rollup).sql(SETTLED, LIVE)).createOrReplaceTempView(rollup.name());
        }
        LedgerRows.segments(spark, ledger).createOrReplaceTempView("ledger");
        LedgerRows.drift(spark, ledger).createOrReplaceTempView("drift");
    }

    /** Tells days that need merging from those that do not, which are most and answer faster. */
    private void partials(List<VisibleSegment> visible) {
        Map<LocalDate, Long> segments =
                visible.stream().collect(Collectors.groupingBy(VisibleSegment::day, Collectors.counting()));
        Map<Boolean, List<VisibleSegment>> alone =
                visible.stream().collect(Collectors.partitioningBy(segment -> segments.get(segment.day()) == 1));
        VisibleRows.of(spark, tables.partials(), alone.get(true)).createOrReplaceTempView(SETTLED);
        VisibleRows.of(spark, tables.partials(), alone.get(false)).createOrReplaceTempView(LIVE);
    }

    private static String[] eventColumns() {
        List<String> columns = new ArrayList<>(List.of("day", "lower(hex(event_id)) AS event_id", "site"));
        Arrays.stream(Field.values()).map(Field::column).forEach(columns::add);
        columns.addAll(List.of(
                "url_template",
                "referrer_site",
                "format",
                "attributes",
                "source",
                "partition",
                "position",
                "arrived",
                "raw_segment",
                "layer"));
        return columns.toArray(String[]::new);
    }
}
