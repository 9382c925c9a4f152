package dev.weir.warehouse;

import static org.apache.spark.sql.functions.sum;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Outcome;
import dev.weir.ledger.Digest;
import dev.weir.ledger.Tally;
import dev.weir.model.Lines;
import dev.weir.rollup.Grouping;
import dev.weir.sql.Identifier;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What became of raw records, and the digests of all that was made of them, counted in the same pass that adds up the rollups. As
 * many rows come to the driver as there are tasks, days, outcomes and formats, however many raw segments there are.
 *
 * @param tallies lines by outcome, by event day
 * @param formats accepted lines by format
 * @param lines the lines' digests, by event day
 * @param cells the cells' digests, by event day
 */
public record Accounts(
        SortedMap<LocalDate, Tally> tallies,
        SortedMap<String, Long> formats,
        SortedMap<LocalDate, Digest> lines,
        SortedMap<LocalDate, Digest> cells) {
    /** No rollup is called so. */
    private static final String NAME = "";

    private static final Measure.Sum HIGH = new Measure.Sum(Digests.HIGHS, Digests.HIGH, "", "High halves of hashes");
    private static final Measure.Sum LOW = new Measure.Sum(Digests.LOWS, Digests.LOW, "", "Low halves of hashes");

    /** The columns of the pass that no table has. */
    static final String[] HALVES = {HIGH.name(), LOW.name()};

    /** What the pass groups and adds up beside the rollups. */
    static final Grouping GROUPING = new Grouping(
            NAME,
            Optional.empty(),
            Optional.empty(),
            List.of(
                    dimension(Lines.RAW_SEGMENT, Lines.RAW_SEGMENT),
                    dimension(Outcome.COLUMN, Outcome.COLUMN),
                    dimension("format", "coalesce(format, '')")),
            List.of(Measure.Sum.REQUESTS, HIGH, LOW));

    /** Tells the pass's accounts from its cells. */
    static final String CONDITION = "rollup = '" + NAME + "'";

    private static Dimension dimension(String name, String expression) {
        return Dimension.of(name, expression, Dimension.UNLIMITED, "");
    }

    /** @param pass its accounts and its cells, these with their digests */
    static Accounts of(Dataset<Row> pass) {
        Accounts accounts = new Accounts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        Dataset<Row> counted = pass.selectExpr(
                "`day`",
                ofLines("`d2`", "''"),
                ofLines("`d3`", "''"),
                ofLines(Identifier.quoted(Measure.Sum.REQUESTS.name()), "1L"),
                ofLines(Identifier.quoted(HIGH.name()), Digests.HIGH),
                ofLines(Identifier.quoted(LOW.name()), Digests.LOW));
        counted.mapPartitions(Accounts::added, Encoders.row(counted.schema()))
                .collectAsList()
                .forEach(accounts::add);
        return accounts;
    }

    private static String ofLines(String value, String ofCells) {
        return "if(" + CONDITION + ", " + value + ", " + ofCells + ")";
    }

    private void add(Row row) {
        LocalDate day = row.getDate(0).toLocalDate();
        Digest digest = Digests.of(row, 3);
        if (row.getString(1).isEmpty()) {
            cells.merge(day, digest, Digest::plus);
            return;
        }
        Outcome outcome = Outcome.parse(row.getString(1));
        tallies.merge(day, tally(outcome, digest.rows()), Tally::plus);
        lines.merge(day, digest, Digest::plus);
        if (outcome == Outcome.ACCEPTED) {
            formats.merge(row.getString(2), digest.rows(), Long::sum);
        }
    }

    /** The digests of lines by event day and raw segment: these two columns, then those of {@link Digests#by}. */
    static Dataset<Row> parts(Dataset<Row> pass) {
        return pass.where(CONDITION)
                .selectExpr(
                        "`day`",
                        "`d1` AS " + Identifier.quoted(Lines.RAW_SEGMENT),
                        Identifier.quoted(Measure.Sum.REQUESTS.name()) + " AS " + Identifier.quoted(Digests.ROWS),
                        Identifier.quoted(HIGH.name()),
                        Identifier.quoted(LOW.name()))
                .groupBy("day", Lines.RAW_SEGMENT)
                .agg(
                        sum(Digests.ROWS).as(Digests.ROWS),
                        sum(HIGH.name()).as(HIGH.name()),
                        sum(LOW.name()).as(LOW.name()));
    }

    /** Adds up within a task what is of one day and outcome: a micro-batch has no need of one more shuffle. */
    private static Iterator<Row> added(Iterator<Row> rows) {
        Map<List<Object>, Digest> sums = new HashMap<>();
        rows.forEachRemaining(row -> sums.merge(
                List.of(row.getDate(0), row.getString(1), row.getString(2)), Digests.of(row, 3), Digest::plus));
        return sums.entrySet().stream()
                .map(sum -> RowFactory.create(
                        sum.getKey().get(0),
                        sum.getKey().get(1),
                        sum.getKey().get(2),
                        sum.getValue().rows(),
                        sum.getValue().high(),
                        sum.getValue().low()))
                .iterator();
    }

    private static Tally tally(Outcome outcome, long count) {
        return switch (outcome) {
            case ACCEPTED -> new Tally(count, 0, 0);
            case DUPLICATE -> new Tally(0, count, 0);
            case REJECTED -> new Tally(0, 0, count);
        };
    }

    /** The digests of a day's rows, by table. */
    public Map<String, Digest> digests(LocalDate day, Catalogue catalogue) {
        return byTable(catalogue, digests -> digests.getOrDefault(day, Digest.NONE));
    }

    /** The digests of all days together, by table. */
    public Map<String, Digest> total(Catalogue catalogue) {
        return byTable(catalogue, digests -> digests.values().stream().reduce(Digest.NONE, Digest::plus));
    }

    private Map<String, Digest> byTable(Catalogue catalogue, Function<SortedMap<LocalDate, Digest>, Digest> digest) {
        return new TreeMap<>(Map.of(
                catalogue.lines().name(), digest.apply(lines), catalogue.cells().name(), digest.apply(cells)));
    }
}
