package dev.weir.view;

import static dev.weir.catalogue.CellColumns.dimension;
import static dev.weir.catalogue.CellColumns.rank;

import dev.weir.catalogue.CellColumns;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Rollup;
import dev.weir.catalogue.Table;
import dev.weir.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The SQL of one rollup's view over visible cells. It says nothing of which are visible. Cells of days that one segment answers for are
 * finished as they are stored; those of other days are merged, and finished by the same arithmetic.
 */
public final class RollupView {
    private static final List<String> TIME_CELL = List.of(Table.DAY, CellColumns.TIME);

    private final Rollup rollup;
    private final Dialect dialect;

    public RollupView(Rollup rollup, Dialect dialect) {
        this.rollup = rollup;
        this.dialect = dialect;
    }

    /**
     * The view's query.
     *
     * @param settled a relation of the cells of days that one segment answers for alone, so that there is nothing to merge;
     *     empty if there is no such day
     * @param live a relation of the cells of all other days, which never share a time cell with those; empty if there is
     *     none, but not both
     */
    public String sql(Optional<String> settled, Optional<String> live) {
        return Stream.of(settled.map(this::settled), live.map(this::merged))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" UNION ALL "));
    }

    private String settled(String cells) {
        List<String> columns = new ArrayList<>(keys());
        rollup.measures()
                .forEach(measure -> measure.answers()
                        .forEach(column -> columns.add(
                                column.nullable()
                                        ? Identifier.quoted(column.name())
                                        : alias("COALESCE(" + Identifier.quoted(column.name()) + ", 0)", column))));
        return "SELECT " + String.join(", ", columns) + " FROM " + cells + " WHERE " + isMine();
    }

    private String merged(String cells) {
        List<String> finished = new ArrayList<>(keys());
        List<String> added = new ArrayList<>();
        for (Measure measure : rollup.measures()) {
            String name = Identifier.quoted(measure.name());
            if (measure instanceof Measure.Sum) {
                added.add("COALESCE(" + dialect.sum(name) + ", 0) AS " + name);
                finished.add(name);
            } else if (measure instanceof Measure.Extreme extreme) {
                added.add((extreme.greatest() ? "MAX(" : "MIN(") + name + ") AS " + name);
                finished.add(name);
            } else {
                String state = Identifier.quoted(measure.state().orElseThrow().name());
                added.add(dialect.concatenated(state) + " AS " + state);
                finished.addAll(finished(measure, state));
            }
        }
        String group = Identifier.list(Stream.concat(TIME_CELL.stream(), dimensions(CellColumns::dimension))
                .toList());
        return "SELECT " + String.join(", ", finished) + " FROM (SELECT " + group + ", " + String.join(", ", added)
                + " FROM (" + limited(cells) + ") GROUP BY " + group + ")";
    }

    /** The answers that a state's elements add up to. */
    private List<String> finished(Measure measure, String state) {
        List<Column> answers = measure.answers();
        if (measure instanceof Measure.Distinct distinct) {
            return List.of(alias(dialect.distinct(state, distinct.size()), answers.get(0)));
        }
        List<String> columns = new ArrayList<>();
        columns.add(alias(dialect.total(state), answers.get(0)));
        for (int i = 0; i < Measure.Histogram.PERCENTILES.size(); i++) {
            columns.add(alias(dialect.percentile(state, Measure.Histogram.PERCENTILES.get(i)), answers.get(i + 1)));
        }
        return columns;
    }

    /** The cells with the limits of the rollup applied to all segments together, one dimension after another. */
    private String limited(String cells) {
        String columns = columns(Stream.concat(dimensions(CellColumns::dimension), dimensions(CellColumns::rank)));
        String relation = "SELECT " + columns + " FROM " + cells + " WHERE " + isMine();
        int last = rollup.dimensions().size() - 1;
        for (int level = 0; level <= last; level++) {
            String within = Identifier.list(
                    Stream.concat(TIME_CELL.stream(), IntStream.range(0, level).mapToObj(CellColumns::dimension))
                            .toList());
            String place = Identifier.quoted("place");
            String ranked = "SELECT *, DENSE_RANK() OVER (PARTITION BY " + within + " ORDER BY "
                    + Identifier.quoted(rank(level)) + ") AS " + place + " FROM (" + relation + ")";
            String isOver = place + " > " + rollup.dimensions().get(level).limit();
            List<String> folded = new ArrayList<>();
            for (int i = 0; i <= last; i++) {
                String value = Identifier.quoted(dimension(i));
                String rank = Identifier.quoted(rank(i));
                boolean over = i >= level;
                folded.add(over ? "IF(" + isOver + ", '" + Dimension.OTHER + "', " + value + ") AS " + value : value);
                folded.add(over ? "IF(" + isOver + ", " + Long.MAX_VALUE + ", " + rank + ") AS " + rank : rank);
            }
            relation =
                    "SELECT " + columns(Stream.empty()) + ", " + String.join(", ", folded) + " FROM (" + ranked + ")";
        }
        return relation;
    }

    /** The time cell, some columns, and the measures as they merge. */
    private String columns(Stream<String> more) {
        Stream<String> measures = rollup.measures().stream()
                .map(measure -> measure.state().orElse(measure.answers().get(0)).name());
        return Identifier.list(Stream.of(TIME_CELL.stream(), more, measures)
                .flatMap(names -> names)
                .toList());
    }

    private Stream<String> dimensions(java.util.function.IntFunction<String> name) {
        return IntStream.range(0, rollup.dimensions().size()).mapToObj(name);
    }

    private List<String> keys() {
        List<String> columns =
                new ArrayList<>(TIME_CELL.stream().map(Identifier::quoted).toList());
        for (int i = 0; i < rollup.dimensions().size(); i++) {
            Column column = rollup.columns().get(TIME_CELL.size() + i);
            columns.add(alias(dialect.number(Identifier.quoted(dimension(i)), column), column));
        }
        return columns;
    }

    private static String alias(String expression, Column column) {
        return expression + " AS " + Identifier.quoted(column.name());
    }

    private String isMine() {
        return Identifier.quoted(CellColumns.ROLLUP) + " = '" + rollup.name() + "'";
    }
}
