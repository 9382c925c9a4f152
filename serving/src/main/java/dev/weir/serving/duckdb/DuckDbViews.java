package dev.weir.serving.duckdb;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.rollup.Rollup;
import dev.weir.rollup.Rollups;
import dev.weir.view.Dialect;
import dev.weir.view.LineView;
import dev.weir.view.RollupView;
import dev.weir.warehouse.LedgerValues;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The merged answers as temporary views of one connection, as of one ledger.
 */
record DuckDbViews(DuckDBConnection connection, LocalTable lines, LocalTable partials) {
    private static final String VISIBLE_LINES = "weir_visible_lines";
    private static final String SETTLED = "weir_settled";
    private static final String LIVE = "weir_live";

    /**
     * Makes some views.
     *
     * @param names of {@link dev.weir.serving.ViewNames}
     */
    void create(Ledger ledger, Collection<String> names) throws SQLException {
        List<LineView> lineViews = Arrays.stream(LineView.values())
                .filter(view -> names.contains(view.view()))
                .toList();
        if (!lineViews.isEmpty()) {
            lines(lineViews, ledger.visibleLines());
        }
        List<Rollup> rollups = Rollups.ALL.stream()
                .filter(rollup -> names.contains(rollup.name()))
                .toList();
        if (!rollups.isEmpty()) {
            rollups(rollups, ledger.visible());
        }
        if (names.contains("ledger")) {
            RowTable.create(connection, "ledger", LedgerValues.SEGMENTS, LedgerValues.segments(ledger));
        }
        if (names.contains("drift")) {
            RowTable.create(connection, "drift", LedgerValues.DRIFT, LedgerValues.drift(ledger));
        }
    }

    private void lines(List<LineView> views, List<VisibleSegment> visible) throws SQLException {
        visible(VISIBLE_LINES, visible);
        String rows = lines.of(VISIBLE_LINES, visible);
        for (LineView view : views) {
            view(
                    view.view(),
                    DuckDbSql.quoted("SELECT " + String.join(", ", view.columns(Dialect.DUCKDB)) + " FROM ")
                            + rows
                            + DuckDbSql.quoted(" WHERE " + view.condition()));
        }
    }

    /** Tells days that need merging from those that do not, which are most and answer faster. */
    private void rollups(List<Rollup> rollups, List<VisibleSegment> visible) throws SQLException {
        Map<LocalDate, Long> segments =
                visible.stream().collect(Collectors.groupingBy(VisibleSegment::day, Collectors.counting()));
        Map<Boolean, List<VisibleSegment>> alone =
                visible.stream().collect(Collectors.partitioningBy(segment -> segments.get(segment.day()) == 1));
        Optional<String> settled = partials(SETTLED, alone.get(true), false);
        Optional<String> live = partials(LIVE, alone.get(false), settled.isEmpty());
        for (Rollup rollup : rollups) {
            String merged = DuckDbSql.quoted(new RollupView(rollup, Dialect.DUCKDB).sql(settled, live));
            view(rollup.name(), "SELECT " + columns(rollup) + " FROM (" + merged + ")");
        }
    }

    /** The relation's name; none where it would be empty, unless it is needed all the same. */
    private Optional<String> partials(String name, List<VisibleSegment> visible, boolean needed) throws SQLException {
        if (visible.isEmpty() && !needed) {
            return Optional.empty();
        }
        visible(name + "_visible", visible);
        view(name, "SELECT * FROM " + partials.of(name + "_visible", visible));
        return Optional.of(name);
    }

    /** DuckDB adds up 64 bits in 128: the measures are what they are elsewhere. */
    private static String columns(Rollup rollup) {
        Set<String> keys = new HashSet<>(Set.of("day", "time"));
        rollup.dimensions().forEach(dimension -> keys.add(dimension.name()));
        return new RollupView(rollup, Dialect.DUCKDB)
                .columns().stream()
                        .map(DuckDbSql::name)
                        .map(name -> keys.contains(name.replace("\"", ""))
                                ? name
                                : "CAST(" + name + " AS BIGINT) AS " + name)
                        .collect(Collectors.joining(", "));
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
