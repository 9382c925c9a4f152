package dev.weir.bigquery;

import dev.weir.rollup.Rollup;
import dev.weir.rollup.Rollups;
import dev.weir.view.Dialect;
import dev.weir.view.LineView;
import dev.weir.view.RollupView;
import dev.weir.warehouse.LedgerRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * The serving views in GoogleSQL, made of the same declarations as Spark's. Each is there twice: as a view of the answers
 * now, and as a table function {@code NAME_as_of(at)} of the answers as of a ledger position.
 */
public final class BigQueryViews {
    /** The function's parameter. */
    private static final String AT = "at";
    /** No ledger is as long. */
    private static final String NOW = String.valueOf(Long.MAX_VALUE);
    /** A table that is parted by day wants days named; the views' own users do that, by their column day. */
    private static final String ANY_DAY = "r.day >= DATE '0001-01-01'";

    private final DatasetName dataset;

    public BigQueryViews(DatasetName dataset) {
        this.dataset = dataset;
    }

    /** The statements that make all views and functions, or make them anew. */
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (Rollup rollup : Rollups.ALL) {
            add(
                    statements,
                    rollup.name(),
                    new RollupView(rollup, Dialect.BIGQUERY).columns(),
                    sql(rollup, NOW),
                    sql(rollup, asked()));
        }
        for (LineView view : LineView.values()) {
            add(statements, view.view(), view.names(), sql(view, NOW), sql(view, asked()));
        }
        add(statements, "ledger", names(LedgerRows.SEGMENTS), ledger(NOW), ledger(asked()));
        add(statements, "drift", names(LedgerRows.DRIFT), drift(NOW), drift(asked()));
        return statements;
    }

    private void add(List<String> statements, String name, List<String> columns, String now, String then) {
        statements.add("CREATE OR REPLACE VIEW " + dataset.quoted(name) + " ("
                + columns.stream()
                        .map(column -> "`" + column + "` OPTIONS (description = " + Descriptions.ofColumn(column) + ")")
                        .collect(Collectors.joining(", "))
                + ") OPTIONS (description = " + Descriptions.ofView(name) + ") AS " + now);
        statements.add("CREATE OR REPLACE TABLE FUNCTION " + dataset.quoted(name + "_as_of") + "(" + AT
                + " INT64) AS SELECT * FROM (" + then + ")");
    }

    private String sql(Rollup rollup, String at) {
        return new RollupView(rollup, Dialect.BIGQUERY)
                .sql(Optional.empty(), Optional.of("(" + rows(ReplicaTable.PARTIALS, at) + ")"));
    }

    private String sql(LineView view, String at) {
        return "SELECT " + String.join(", ", view.columns(Dialect.BIGQUERY)) + " FROM (" + rows(ReplicaTable.LINES, at)
                + ") WHERE " + view.condition();
    }

    private String ledger(String at) {
        String columns = Arrays.stream(LedgerRows.SEGMENTS.fieldNames())
                .map(name -> name.equals("visible") ? "v.segment IS NOT NULL AS visible" : "s." + name)
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + entries() + ") e, UNNEST(e.segments) s LEFT JOIN ("
                + visible(ReplicaTable.PARTIALS, at)
                + ") v ON v.segment = s.segment AND v.day = s.day AND v.layer = s.layer WHERE e.position <= " + at;
    }

    private String drift(String at) {
        String columns =
                Arrays.stream(LedgerRows.DRIFT.fieldNames()).map("d."::concat).collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + entries() + ") e, UNNEST(e.drift) d WHERE e.position <= " + at;
    }

    /** A table's visible rows, with their layer. */
    private String rows(ReplicaTable table, String at) {
        String columns = Arrays.stream(table.schema().fieldNames())
                .map(name -> "r.`" + name + "`")
                .collect(Collectors.joining(", "));
        String rows = table.parts().stream()
                .map(part -> "SELECT " + columns + " FROM " + dataset.quoted(part.label()) + " r WHERE " + ANY_DAY)
                .collect(Collectors.joining(" UNION ALL "));
        return "SELECT r.*, v.layer FROM (" + rows + ") r JOIN (" + visible(table, at)
                + ") v ON r.segment = v.segment AND r.day = v.day AND r.upload = v.upload";
    }

    /** Which segments of a table are visible on which days, and the upload that counts. */
    private String visible(ReplicaTable table, String at) {
        return "SELECT c.segment, c.day, c.layer, u.upload FROM (SELECT c.segment, c.day, c.layer FROM (" + entries()
                + ") e, UNNEST(e.changes) c WHERE c.target = '" + table.label() + "' AND e.position <= " + at
                + " GROUP BY c.segment, c.day, c.layer HAVING SUM(IF(c.shown, 1, -1)) > 0) c JOIN (SELECT s.segment,"
                + " MIN(e.upload) AS upload FROM (" + entries()
                + ") e, UNNEST(e.segments) s GROUP BY s.segment) u ON u.segment = c.segment";
    }

    /** Each entry once, whoever copied it how often. */
    private String entries() {
        return "SELECT * FROM " + dataset.quoted(ReplicaTable.ENTRIES.label())
                + " WHERE TRUE QUALIFY ROW_NUMBER() OVER (PARTITION BY position ORDER BY upload) = 1";
    }

    /** The position asked for, refused where clean-ups have deleted what its answers need. */
    private String asked() {
        return "IF(" + AT + " < (SELECT COALESCE(MAX(horizon), 0) FROM " + dataset.quoted(ReplicaTable.ENTRIES.label())
                + "), ERROR('Cannot answer as of this position: rows that it needs were cleaned up'), " + AT + ")";
    }

    private static List<String> names(StructType schema) {
        return List.of(schema.fieldNames());
    }
}
