package dev.weir.warehouse;

import static org.apache.spark.sql.functions.sum;

import dev.weir.ledger.Digest;
import dev.weir.ledger.Tally;
import dev.weir.model.Lines;
import dev.weir.rollup.Grouping;
import dev.weir.rollup.Sum;
import dev.weir.sql.Identifier;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What became of raw records, counted and digested in the same pass that adds up the rollups. As many rows come to the
 * driver as there are tasks, days, outcomes and formats, however many raw segments there are.
 *
 * @param tallies lines by outcome, by event day
 * @param formats accepted lines by format
 * @param digests the lines' digests, by event day
 */
public record Accounts(
        SortedMap<LocalDate, Tally> tallies, SortedMap<String, Long> formats, SortedMap<LocalDate, Digest> digests) {
    /** No rollup is called so. */
    private static final String NAME = "";

    private static final Sum HIGH = new Sum(Digests.HIGHS, Digests.HIGH);
    private static final Sum LOW = new Sum(Digests.LOWS, Digests.LOW);
    private static final char SEPARATOR = ' ';

    /** What the pass adds up beside the rollups' sums. */
    static final List<Sum> SUMS = List.of(HIGH, LOW);

    static final Grouping GROUPING = new Grouping(
            NAME,
            "",
            Optional.empty(),
            Optional.empty(),
            List.of(Lines.RAW_SEGMENT, "concat(outcome, '" + SEPARATOR + "', coalesce(format, ''))"),
            Optional.empty(),
            List.of(Sum.REQUESTS, HIGH, LOW));

    /** Tells the pass's accounts from its partials. */
    static final String CONDITION = "rollup = '" + NAME + "'";

    static Accounts of(Dataset<Row> cells) {
        SortedMap<LocalDate, Tally> tallies = new TreeMap<>();
        SortedMap<String, Long> formats = new TreeMap<>();
        SortedMap<LocalDate, Digest> digests = new TreeMap<>();
        for (Row row : columns(cells, "day", "d2")
                .mapPartitions(
                        Accounts::added,
                        Encoders.row(columns(cells, "day", "d2").schema()))
                .collectAsList()) {
            LocalDate day = row.getDate(0).toLocalDate();
            int separator = row.getString(1).indexOf(SEPARATOR);
            String outcome = row.getString(1).substring(0, separator);
            Digest digest = Digests.of(row, 2);
            tallies.merge(day, tally(outcome, digest.rows()), Tally::plus);
            digests.merge(day, digest, Digest::plus);
            if (outcome.equals("accepted")) {
                formats.merge(row.getString(1).substring(separator + 1), digest.rows(), Long::sum);
            }
        }
        return new Accounts(tallies, formats, digests);
    }

    /** The digests of lines by event day and raw segment: these two columns, then those of {@link Digests#by}. */
    static Dataset<Row> parts(Dataset<Row> cells) {
        return columns(cells, "day", "`d1` AS " + Identifier.quoted(Lines.RAW_SEGMENT))
                .groupBy("day", Lines.RAW_SEGMENT)
                .agg(
                        sum(Digests.ROWS).as(Digests.ROWS),
                        sum(HIGH.name()).as(HIGH.name()),
                        sum(LOW.name()).as(LOW.name()));
    }

    private static Dataset<Row> columns(Dataset<Row> cells, String day, String other) {
        return cells.where(CONDITION)
                .selectExpr(
                        day,
                        other,
                        Identifier.quoted(Sum.REQUESTS.name()) + " AS " + Identifier.quoted(Digests.ROWS),
                        Identifier.quoted(HIGH.name()),
                        Identifier.quoted(LOW.name()));
    }

    /** Adds up within a task what is of one day and outcome: a micro-batch has no need of one more shuffle. */
    private static Iterator<Row> added(Iterator<Row> rows) {
        Map<List<Object>, Digest> sums = new HashMap<>();
        rows.forEachRemaining(
                row -> sums.merge(List.of(row.getDate(0), row.getString(1)), Digests.of(row, 2), Digest::plus));
        return sums.entrySet().stream()
                .map(sum -> RowFactory.create(
                        sum.getKey().get(0),
                        sum.getKey().get(1),
                        sum.getValue().rows(),
                        sum.getValue().high(),
                        sum.getValue().low()))
                .iterator();
    }

    private static Tally tally(String outcome, long count) {
        return switch (outcome) {
            case "accepted" -> new Tally(count, 0, 0);
            case "duplicate" -> new Tally(0, count, 0);
            case "rejected" -> new Tally(0, 0, count);
            default -> throw new IllegalStateException("Unknown outcome: " + outcome);
        };
    }

    /** The digest of a day's lines. */
    public Digest digest(LocalDate day) {
        return digests.getOrDefault(day, Digest.NONE);
    }
}
