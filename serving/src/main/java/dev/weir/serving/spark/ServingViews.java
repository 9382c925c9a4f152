package dev.weir.serving.spark;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.rollup.Rollup;
import dev.weir.rollup.Rollups;
import dev.weir.serving.ViewNames;
import dev.weir.view.Dialect;
import dev.weir.view.LineView;
import dev.weir.view.RollupView;
import dev.weir.warehouse.LedgerRows;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** Makes all views, or makes them anew. */
    public void register(Ledger ledger) {
        register(ledger, ViewNames.all());
    }

    /**
     * Makes some views, or makes them anew; to analyse one takes Spark a moment.
     *
     * @param names of {@link ViewNames}
     */
    public void register(Ledger ledger, Collection<String> names) {
        List<LineView> lineViews = Arrays.stream(LineView.values())
                .filter(view -> names.contains(view.view()))
                .toList();
        if (!lineViews.isEmpty()) {
            Dataset<Row> lines = VisibleRows.of(spark, tables.lines(), ledger.visibleLines());
            lineViews.forEach(view -> lines.where(view.condition())
                    .selectExpr(view.columns(Dialect.SPARK).toArray(String[]::new))
                    .createOrReplaceTempView(view.view()));
        }
        List<Rollup> rollups = Rollups.ALL.stream()
                .filter(rollup -> names.contains(rollup.name()))
                .toList();
        if (!rollups.isEmpty()) {
            rollups(rollups, ledger.visible());
        }
        if (names.contains("ledger")) {
            spark.createDataFrame(LedgerRows.segments(ledger), LedgerRows.SEGMENTS)
                    .createOrReplaceTempView("ledger");
        }
        if (names.contains("drift")) {
            spark.createDataFrame(LedgerRows.drift(ledger), LedgerRows.DRIFT).createOrReplaceTempView("drift");
        }
    }

    /** Tells days that need merging from those that do not, which are most and answer faster. */
    private void rollups(List<Rollup> rollups, List<VisibleSegment> visible) {
        Map<LocalDate, Long> segments =
                visible.stream().collect(Collectors.groupingBy(VisibleSegment::day, Collectors.counting()));
        Map<Boolean, List<VisibleSegment>> alone =
                visible.stream().collect(Collectors.partitioningBy(segment -> segments.get(segment.day()) == 1));
        Optional<String> settled = alone.get(true).isEmpty() ? Optional.empty() : Optional.of(SETTLED);
        Optional<String> live =
                alone.get(false).isEmpty() && settled.isPresent() ? Optional.empty() : Optional.of(LIVE);
        settled.ifPresent(view -> partials(alone.get(true)).createOrReplaceTempView(view));
        live.ifPresent(view -> partials(alone.get(false)).createOrReplaceTempView(view));
        for (Rollup rollup : rollups) {
            spark.sql(new RollupView(rollup, Dialect.SPARK).sql(settled, live)).createOrReplaceTempView(rollup.name());
        }
    }

    private Dataset<Row> partials(List<VisibleSegment> visible) {
        return VisibleRows.of(spark, tables.partials(), visible);
    }
}
