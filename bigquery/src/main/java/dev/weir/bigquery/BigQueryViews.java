package dev.weir.bigquery;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.LedgerView;
import dev.weir.catalogue.LineView;
import dev.weir.catalogue.Rollup;
import dev.weir.catalogue.View;
import dev.weir.sql.Identifier;
import dev.weir.view.Dialect;
import dev.weir.view.LineSql;
import dev.weir.view.RollupView;
import dev.weir.warehouse.LedgerRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The serving views in GoogleSQL, made of the same declarations as Spark's. Each is there three times: as a view of the
 * answers now; as a table function {@code NAME_between(from_day, to_day)} of the answers now about some days, both
 * inclusive, which stand where tables are scanned, so that no other day is read; and as a table function
 * {@code NAME_as_of(at)} of the answers as of a ledger position.
 */
public final class BigQueryViews {
    /** A dimension that tells who it was. */
    private static final Set<String> WHO = Set.of("client", "subnet");

    private static final String BETWEEN = "_between";
    private static final String AS_OF = "_as_of";

    private final DatasetName tables;
    private final Catalogue catalogue;
    private final VisibleSql visible;

    /** @param tables where the tables lie */
    public BigQueryViews(DatasetName tables, Catalogue catalogue) {
        this.tables = tables;
        this.catalogue = catalogue;
        this.visible = new VisibleSql(tables, catalogue);
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

    /** The names of all functions, which are those of the views, each with what it is asked for. */
    public static SortedSet<String> functions(Catalogue catalogue) {
        return catalogue.names().stream()
                .flatMap(view -> Stream.of(view + BETWEEN, view + AS_OF))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Views only, because BigQuery authorises a data set's views as one and functions one by one. */
    List<String> answersIn(DatasetName readers) {
        return catalogue.rollups().stream()
                .filter(rollup -> rollup.dimensions().stream().noneMatch(dimension -> WHO.contains(dimension.name())))
                .map(rollup -> view(readers, rollup, sql(rollup, visible.now())))
                .toList();
    }

    /** All views and functions beside the tables. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (View view : catalogue.views()) {
            statements.add(view(tables, view, sql(view, visible.now())));
            statements.add(
                    function(view.name() + BETWEEN, "`from_day` DATE, `to_day` DATE", sql(view, visible.between())));
            statements.add(function(view.name() + AS_OF, "`at` INT64", sql(view, visible.asOf())));
        }
        return statements;
    }

    private static String view(DatasetName dataset, View view, String answers) {
        return "CREATE OR REPLACE VIEW " + dataset.quoted(view.name()) + " ("
                + view.columns().stream()
                        .map(column -> Identifier.quoted(column.name()) + " OPTIONS (description = "
                                + Texts.quoted(column.says()) + ")")
                        .collect(Collectors.joining(", "))
                + ") OPTIONS (description = " + Texts.quoted(view.says()) + ") AS " + answers;
    }

    private String function(String name, String parameters, String answers) {
        return "CREATE OR REPLACE TABLE FUNCTION " + tables.quoted(name) + "(" + parameters + ") AS SELECT * FROM ("
                + answers + ")";
    }

    private String sql(View view, VisibleSql.Scope scope) {
        if (view instanceof Rollup rollup) {
            return sql(rollup, scope);
        }
        if (view instanceof LineView lines) {
            return sql(lines, scope);
        }
        return view.equals(LedgerView.SEGMENTS) ? ledger(scope) : drift(scope);
    }

    private String sql(Rollup rollup, VisibleSql.Scope scope) {
        String cells = visible.rows(ReplicaTable.CELLS, scope, "`rollup` = '" + rollup.name() + "'");
        return new RollupView(rollup, Dialect.BIGQUERY).sql(Optional.empty(), Optional.of("(" + cells + ")"));
    }

    private String sql(LineView view, VisibleSql.Scope scope) {
        return "SELECT " + String.join(", ", LineSql.columns(view, Dialect.BIGQUERY)) + " FROM ("
                + visible.rows(ReplicaTable.LINES, scope, view.outcome().condition()) + ")";
    }

    private String ledger(VisibleSql.Scope scope) {
        String columns = List.of(LedgerRows.SEGMENTS.fieldNames()).stream()
                .map(name -> name.equals("visible")
                        ? "`v`.`segment` IS NOT NULL AS `visible`"
                        : Identifier.quoted("s", name))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + visible.entries("segments") + ") `e`, UNNEST(`e`.`segments`) `s`"
                + " LEFT JOIN (" + visible.segments(ReplicaTable.CELLS, scope) + ") `v` ON `v`.`segment` ="
                + " `s`.`segment` AND `v`.`day` = `s`.`day` AND `v`.`layer` = `s`.`layer` WHERE `e`.`position` <= "
                + scope.through() + " AND `s`." + scope.days();
    }

    private String drift(VisibleSql.Scope scope) {
        return "SELECT " + Identifier.list("d", List.of(LedgerRows.DRIFT.fieldNames())) + " FROM ("
                + visible.entries("drift") + ") `e`, UNNEST(`e`.`drift`) `d` WHERE `e`.`position` <= " + scope.through()
                + " AND `d`." + scope.days();
    }
}
