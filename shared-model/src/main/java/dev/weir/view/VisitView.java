package dev.weir.view;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.Table;
import dev.weir.catalogue.VisitColumns;
import dev.weir.sql.Identifier;
import dev.weir.visit.VisitRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL of the view of visits over visible fragments: what {@link dev.weir.visit.Fragments} and {@link dev.weir.visit.Stitching} do,
 * with all visitors at once. It says nothing of which fragments are visible.
 *
 * <p>Fragments of days that one segment answers for are merged as they are stored: those of them which are not at a day's edge are visits,
 * and are not looked at twice. Those of other days are merged first, and then stitched with those at the edges.
 */
public final class VisitView {
    private static final String DAY = Identifier.quoted(Table.DAY);
    private static final String VISITOR = Identifier.quoted(VisitColumns.VISITOR);
    private static final String STARTED = Identifier.quoted(VisitColumns.STARTED);
    private static final String ENDED = Identifier.quoted(VisitColumns.ENDED);
    private static final String PAGE_VIEWS = Identifier.quoted(VisitColumns.PAGE_VIEWS);
    private static final String ENTRY_TIME = Identifier.quoted(VisitColumns.ENTRY_TIME);
    private static final String ENTRY_EVENT = Identifier.quoted(VisitColumns.ENTRY_EVENT);
    private static final String EXIT_TIME = Identifier.quoted(VisitColumns.EXIT_TIME);
    private static final String EXIT_EVENT = Identifier.quoted(VisitColumns.EXIT_EVENT);
    private static final String NUMBER = Identifier.quoted("number");
    private static final String BEGINS = Identifier.quoted("begins");
    private static final String ENTRY = Identifier.quoted("entry");
    private static final String EXIT = Identifier.quoted("exit");
    private static final List<Column> OF_ENTRY = Stream.concat(VisitColumns.WHO.stream(), VisitColumns.ENTRY.stream())
            .toList();

    private final Dialect dialect;

    public VisitView(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The view's query: the visits that began on any of the days. Relations may be of some days only: then its answer is right of those
     * days which have both neighbours among them.
     *
     * @param settled a relation of the fragments of days that one segment answers for alone; empty if there is no such day
     * @param live a relation of the fragments of all other days; empty if there is none, but not both
     */
    public String sql(Optional<String> settled, Optional<String> live) {
        return Stream.concat(
                        settled
                                .map(fragments ->
                                        shown("SELECT * FROM " + fragments + " WHERE NOT (" + isAtEdge() + ")"))
                                .stream(),
                        Stream.of(shown(stitched(toStitch(settled, live)))))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private String toStitch(Optional<String> settled, Optional<String> live) {
        return Stream.concat(
                        settled
                                .map(fragments -> "SELECT " + columns() + " FROM " + fragments + " WHERE " + isAtEdge())
                                .stream(),
                        live.map(this::merged).stream())
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** A day's fragments, those of each visitor apart: the day's before it end where none of them reaches. */
    private String merged(String fragments) {
        String latest = "MAX(" + ENDED + ") OVER (PARTITION BY " + VISITOR + ", " + DAY + " ORDER BY " + STARTED
                + " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)";
        return grouped(fragments, VISITOR + ", " + DAY, isNear(latest), DAY);
    }

    /** Days' merged fragments, stitched at midnight. */
    private String stitched(String merged) {
        String before = " OVER (PARTITION BY " + VISITOR + " ORDER BY " + STARTED + ")";
        String goesOn = isNear("LAG(" + ENDED + ")" + before) + " AND " + timeOfDay("LAG(" + STARTED + ")" + before)
                + " >= " + VisitRule.GAP;
        return grouped("(" + merged + ")", VISITOR, goesOn, "MIN(" + DAY + ") AS " + DAY);
    }

    private String isNear(String latest) {
        return dialect.micros(STARTED) + " - " + dialect.micros(latest) + " <= " + VisitRule.GAP;
    }

    /**
     * Merges rows of fragments.
     *
     * @param within the columns of those that may be one
     * @param isOne that a row belongs to those before it, within and by {@code started}
     * @param day the day of a merged one
     */
    private String grouped(String fragments, String within, String isOne, String day) {
        String begun = "SELECT *, CASE WHEN " + isOne + " THEN 0 ELSE 1 END AS " + BEGINS + " FROM " + fragments;
        // Of rows that start at once, just one begins: they are counted together, so that it does not matter which.
        String numbered = "SELECT *, SUM(" + BEGINS + ") OVER (PARTITION BY " + within + " ORDER BY " + STARTED
                + " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS " + NUMBER + " FROM (" + begun + ")";
        List<String> merged = new ArrayList<>(List.of(VISITOR, day));
        merged.add("MIN(" + STARTED + ") AS " + STARTED);
        merged.add("MAX(" + ENDED + ") AS " + ENDED);
        VisitColumns.COUNTS.forEach(column -> merged.add(dialect.sum(quoted(column)) + " AS " + quoted(column)));
        merged.add(dialect.first(quoted(OF_ENTRY), List.of(flag(PAGE_VIEWS + " = 0"), ENTRY_TIME, ENTRY_EVENT)) + " AS "
                + ENTRY);
        merged.add(dialect.last(
                        quoted(VisitColumns.EXIT),
                        List.of(
                                flag(PAGE_VIEWS + " > 0"),
                                "COALESCE(" + EXIT_TIME + ", " + ENTRY_TIME + ")",
                                "COALESCE(" + EXIT_EVENT + ", " + ENTRY_EVENT + ")"))
                + " AS " + EXIT);
        return "SELECT " + columns(VisitView::ofStruct) + " FROM (SELECT " + String.join(", ", merged) + " FROM ("
                + numbered + ") GROUP BY " + within + ", " + NUMBER + ")";
    }

    private static String flag(String condition) {
        return "CASE WHEN " + condition + " THEN 1 ELSE 0 END";
    }

    /** A merged fragment's column, out of the structs of those that one event tells. */
    private static String ofStruct(Column column) {
        if (OF_ENTRY.contains(column)) {
            return ENTRY + "." + quoted(column) + " AS " + quoted(column);
        }
        return VisitColumns.EXIT.contains(column)
                ? EXIT + "." + quoted(column) + " AS " + quoted(column)
                : quoted(column);
    }

    private static String columns() {
        return columns(VisitView::quoted);
    }

    private static String columns(java.util.function.Function<Column, String> expression) {
        return Stream.concat(Stream.of(DAY), VisitColumns.FRAGMENT.stream().map(expression))
                .collect(Collectors.joining(", "));
    }

    private String isAtEdge() {
        return timeOfDay(STARTED) + " < " + VisitRule.GAP + " OR " + timeOfDay(ENDED) + " >= "
                + (VisitRule.DAY - VisitRule.GAP);
    }

    /** The time since midnight, before 1970, too. */
    private String timeOfDay(String timestamp) {
        String day = String.valueOf(VisitRule.DAY);
        return "MOD(MOD(" + dialect.micros(timestamp) + ", " + day + ") + " + day + ", " + day + ")";
    }

    private String shown(String visits) {
        return VisitColumns.VIEW.stream().map(this::shown).collect(Collectors.joining(", ", "SELECT ", " FROM ("))
                + visits + ")";
    }

    private String shown(Column column) {
        String quoted = quoted(column);
        return switch (column.name()) {
            case VisitColumns.VISITOR, VisitColumns.ENTRY_EVENT, VisitColumns.EXIT_EVENT ->
                dialect.hex(quoted) + " AS " + quoted;
            case VisitColumns.DURATION -> dialect.micros(ENDED) + " - " + dialect.micros(STARTED) + " AS " + quoted;
            case VisitColumns.BOUNCE -> PAGE_VIEWS + " = 1 AS " + quoted;
            default -> quoted;
        };
    }

    private static String quoted(Column column) {
        return Identifier.quoted(column.name());
    }

    private static List<String> quoted(List<Column> columns) {
        return columns.stream().map(VisitView::quoted).toList();
    }
}
