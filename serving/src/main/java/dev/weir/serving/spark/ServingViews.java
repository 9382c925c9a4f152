package dev.weir.serving.spark;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.LedgerView;
import dev.weir.catalogue.LineView;
import dev.weir.catalogue.Rollup;
import dev.weir.ledger.AnsweredDays;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.view.Dialect;
import dev.weir.view.LineSql;
import dev.weir.view.RollupView;
import dev.weir.warehouse.LedgerRows;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The merged answers as temporary views of a session, as of one ledger. */
public final class ServingViews {
    private static final String SETTLED = "weir_settled_cells";
    private static final String LIVE = "weir_live_cells";

    private final SparkSession spark;
    private final Tables tables;

    public ServingViews(SparkSession spark, Tables tables) {
        this.spark = spark;
        this.tables = tables;
    }

    /** Makes all views, or makes them anew. */
    public void register(Ledger ledger) {
        register(ledger, tables.catalogue().names());
    }

    /**
     * Makes some views, or makes them anew; to analyse one takes Spark a moment.
     *
     * @param names of {@link Catalogue#names()}
     */
    public void register(Ledger ledger, Collection<String> names) {
        Catalogue catalogue = tables.catalogue();
        List<LineView> lineViews = catalogue
                .lineViews()
                .filter(view -> names.contains(view.name()))
                .toList();
        if (!lineViews.isEmpty()) {
            Dataset<Row> lines = VisibleRows.of(tables.lines(), ledger.shown().lines());
            lineViews.forEach(view -> lines.where(view.outcome().condition())
                    .selectExpr(LineSql.columns(view, Dialect.SPARK).toArray(String[]::new))
                    .createOrReplaceTempView(view.name()));
        }
        List<Rollup> rollups = catalogue.rollups().stream()
                .filter(rollup -> names.contains(rollup.name()))
                .toList();
        if (!rollups.isEmpty()) {
            rollups(rollups, AnsweredDays.of(ledger.visible()));
        }
        if (names.contains(LedgerView.SEGMENTS.name())) {
            spark.createDataFrame(LedgerRows.segments(ledger), LedgerRows.SEGMENTS)
                    .createOrReplaceTempView(LedgerView.SEGMENTS.name());
        }
        if (names.contains(LedgerView.DRIFT.name())) {
            spark.createDataFrame(LedgerRows.drift(ledger), LedgerRows.DRIFT)
                    .createOrReplaceTempView(LedgerView.DRIFT.name());
        }
    }

    private void rollups(List<Rollup> rollups, AnsweredDays days) {
        Optional<String> settled = cells(SETTLED, days.settled(), false);
        Optional<String> live = cells(LIVE, days.live(), settled.isEmpty());
        for (Rollup rollup : rollups) {
            spark.sql(new RollupView(rollup, Dialect.SPARK).sql(settled, live)).createOrReplaceTempView(rollup.name());
        }
    }

    /** The relation's name; none where it would be empty, unless it is needed all the same. */
    private Optional<String> cells(String name, List<VisibleSegment> visible, boolean needed) {
        if (visible.isEmpty() && !needed) {
            return Optional.empty();
        }
        VisibleRows.of(tables.cells(), visible).createOrReplaceTempView(name);
        return Optional.of(name);
    }
}
