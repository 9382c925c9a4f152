package dev.weir.serving.duckdb;

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
import dev.weir.warehouse.LedgerValues;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The merged answers as temporary views of one connection, as of one ledger.
 */
record DuckDbViews(DuckDBConnection connection, Catalogue catalogue, LocalTable lines, LocalTable cells) {
    private static final String VISIBLE_LINES = "weir_visible_lines";
    private static final String SETTLED = "weir_settled";
    private static final String LIVE = "weir_live";

    /**
     * Makes some views.
     *
     * @param names of {@link Catalogue#names()}
     */
    void create(Ledger ledger, Collection<String> names) throws SQLException {
        List<LineView> lineViews = catalogue
                .lineViews()
                .filter(view -> names.contains(view.name()))
                .toList();
        if (!lineViews.isEmpty()) {
            lines(lineViews, ledger.shown().lines());
        }
        List<Rollup> rollups = catalogue.rollups().stream()
                .filter(rollup -> names.contains(rollup.name()))
                .toList();
        if (!rollups.isEmpty()) {
            rollups(rollups, AnsweredDays.of(ledger.visible()));
        }
        if (names.contains(LedgerView.SEGMENTS.name())) {
            RowTable.create(connection, LedgerView.SEGMENTS, LedgerValues.segments(ledger));
        }
        if (names.contains(LedgerView.DRIFT.name())) {
            RowTable.create(connection, LedgerView.DRIFT, LedgerValues.drift(ledger));
        }
    }

    private void lines(List<LineView> views, List<VisibleSegment> visible) throws SQLException {
        visible(VISIBLE_LINES, visible);
        String rows = lines.of(VISIBLE_LINES, visible);
        for (LineView view : views) {
            view(
                    view.name(),
                    DuckDbSql.quoted("SELECT " + String.join(", ", LineSql.columns(view, Dialect.DUCKDB)) + " FROM ")
                            + rows
                            + DuckDbSql.quoted(" WHERE " + view.outcome().condition()));
        }
    }

    private void rollups(List<Rollup> rollups, AnsweredDays days) throws SQLException {
        Optional<String> settled = cells(SETTLED, days.settled(), false);
        Optional<String> live = cells(LIVE, days.live(), settled.isEmpty());
        for (Rollup rollup : rollups) {
            view(rollup.name(), DuckDbSql.quoted(new RollupView(rollup, Dialect.DUCKDB).sql(settled, live)));
        }
    }

    /** The relation's name; none where it would be empty, unless it is needed all the same. */
    private Optional<String> cells(String name, List<VisibleSegment> visible, boolean needed) throws SQLException {
        if (visible.isEmpty() && !needed) {
            return Optional.empty();
        }
        visible(name + "_visible", visible);
        view(name, "SELECT * FROM " + cells.of(name + "_visible", visible));
        return Optional.of(name);
    }

    private void view(String name, String sql) throws SQLException {
        DuckDbDatabase.run(connection, "CREATE TEMP VIEW " + DuckDbSql.name(name) + " AS " + sql);
    }

    private void visible(String name, List<VisibleSegment> segments) throws SQLException {
        DuckDbDatabase.run(connection, "CREATE TEMP TABLE " + name + " (segment VARCHAR, day DATE, layer VARCHAR)");
        try (DuckDBAppender rows = connection.createAppender("temp", "main", name)) {
            for (VisibleSegment segment : segments) {
                rows.beginRow()
                        .append(segment.segment())
                        .append(segment.day())
                        .append(segment.layer().toString())
                        .endRow();
            }
        }
    }
}
