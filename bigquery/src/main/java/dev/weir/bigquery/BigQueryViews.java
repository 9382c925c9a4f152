package dev.weir.bigquery;

import dev.weir.rollup.Rollup;
import dev.weir.rollup.Rollups;
import dev.weir.sql.Identifier;
import dev.weir.view.Dialect;
import dev.weir.view.LineView;
import dev.weir.view.RollupView;
import dev.weir.warehouse.LedgerRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The serving views in GoogleSQL, made of the same declarations as Spark's. Each is there three times: as a view of the
 * answers now; as a table function {@code NAME_between(from_day, to_day)} of the answers now about some days, both
 * inclusive, which stand where tables are scanned, so that no other day is read; and as a table function
 * {@code NAME_as_of(at)} of the answers as of a ledger position.
 */
public final class BigQueryViews {
    /** A dimension that tells who it was. */
    private static final String CLIENT = "client";

    private final DatasetName tables;
    private final VisibleSql visible;

    /** @param tables where the tables lie */
    public BigQueryViews(DatasetName tables) {
        this.tables = tables;
        this.visible = new VisibleSql(tables);
    }

    /**
     * The statements that make all views and functions beside the tables, and the views that name no client in another data
     * set, or make them anew.
     *
     * @param readers that data set, for people who may not read the tables; the tables' own for none
     */
    public List<String> statements(DatasetName readers) {
        List<String> statements = new ArrayList<>(statements());
        if (!readers.equals(tables)) {
            statements.addAll(answersIn(readers));
        }
        return statements;
    }

    /** Views only, because BigQuery authorises a data set's views as one and functions one by one. */
    List<String> answersIn(DatasetName readers) {
        return Rollups.ALL.stream()
                .filter(rollup -> rollup.dimensions().stream()
                        .noneMatch(dimension -> dimension.name().equals(CLIENT)))
                .map(rollup -> {
                    RollupView view = new RollupView(rollup, Dialect.BIGQUERY);
                    return view(readers, rollup.name(), view.columns(), sql(rollup, view, visible.now()));
                })
                .toList();
    }

    /** All views and functions beside the tables. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (Rollup rollup : Rollups.ALL) {
            RollupView view = new RollupView(rollup, Dialect.BIGQUERY);
            add(statements, rollup.name(), view.columns(), scope -> sql(rollup, view, scope));
        }
        for (LineView view : LineView.values()) {
            add(statements, view.view(), view.names(), scope -> sql(view, scope));
        }
        add(statements, "ledger", List.of(LedgerRows.SEGMENTS.fieldNames()), this::ledger);
        add(statements, "drift", List.of(LedgerRows.DRIFT.fieldNames()), this::drift);
        return statements;
    }

    private void add(
            List<String> statements, String name, List<String> columns, Function<VisibleSql.Scope, String> answers) {
        statements.add(view(tables, name, columns, answers.apply(visible.now())));
        statements.add(function(name + "_between", "`from_day` DATE, `to_day` DATE", visible.between(), answers));
        statements.add(function(name + "_as_of", "`at` INT64", visible.asOf(), answers));
    }

    private static String view(DatasetName dataset, String name, List<String> columns, String answers) {
        return "CREATE OR REPLACE VIEW " + dataset.quoted(name) + " ("
                + columns.stream()
                        .map(column -> Identifier.quoted(column) + " OPTIONS (description = "
                                + Descriptions.ofColumn(column) + ")")
                        .collect(Collectors.joining(", "))
                + ") OPTIONS (description = " + Descriptions.ofView(name) + ") AS " + answers;
    }

    private String function(
            String name, String parameters, VisibleSql.Scope scope, Function<VisibleSql.Scope, String> answers) {
        return "CREATE OR REPLACE TABLE FUNCTION " + tables.quoted(name) + "(" + parameters + ") AS SELECT * FROM ("
                + answers.apply(scope) + ")";
    }

    private String sql(Rollup rollup, RollupView view, VisibleSql.Scope scope) {
        return view.onePassSql(
                "(" + visible.rows(ReplicaTable.PARTIALS, scope, "`rollup` = '" + rollup.name() + "'") + ")");
    }

    private String sql(LineView view, VisibleSql.Scope scope) {
        return "SELECT " + String.join(", ", view.columns(Dialect.BIGQUERY)) + " FROM ("
                + visible.rows(ReplicaTable.LINES, scope, view.condition()) + ")";
    }

    private String ledger(VisibleSql.Scope scope) {
        String columns = List.of(LedgerRows.SEGMENTS.fieldNames()).stream()
                .map(name -> name.equals("visible")
                        ? "`v`.`segment` IS NOT NULL AS `visible`"
                        : Identifier.quoted("s", name))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + visible.entries("segments") + ") `e`, UNNEST(`e`.`segments`) `s`"
                + " LEFT JOIN (" + visible.segments(ReplicaTable.PARTIALS, scope) + ") `v` ON `v`.`segment` ="
                + " `s`.`segment` AND `v`.`day` = `s`.`day` AND `v`.`layer` = `s`.`layer` WHERE `e`.`position` <= "
                + scope.through() + " AND `s`." + scope.days();
    }

    private String drift(VisibleSql.Scope scope) {
        return "SELECT " + Identifier.list("d", List.of(LedgerRows.DRIFT.fieldNames())) + " FROM ("
                + visible.entries("drift") + ") `e`, UNNEST(`e`.`drift`) `d` WHERE `e`.`position` <= " + scope.through()
                + " AND `d`." + scope.days();
    }
}
