package dev.weir.warehouse;

import dev.weir.ledger.Digest;
import dev.weir.ledger.Tally;
import dev.weir.rollup.Grouping;
import dev.weir.rollup.Sum;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of raw records, counted and digested in the same pass that adds up the rollups.
 *
 * @param tallies lines by outcome, by event day
 * @param formats accepted lines by format
 * @param lines the lines' digests, by event day and raw segment
 */
public record Accounts(
        SortedMap<LocalDate, Tally> tallies,
        SortedMap<String, Long> formats,
        SortedMap<LocalDate, Map<String, Digest>> lines) {
    /** No rollup is called so. */
    private static final String NAME = "";

    private static final Sum HIGH = new Sum("digest_high", Digests.HIGH);
    private static final Sum LOW = new Sum("digest_low", Digests.LOW);
    private static final char SEPARATOR = ' ';

    /** What the pass adds up beside the rollups' sums. */
    static final List<Sum> SUMS = List.of(HIGH, LOW);

    static final Grouping GROUPING = new Grouping(
            NAME,
            "",
            Optional.empty(),
            Optional.empty(),
            List.of("raw_segment", "concat(outcome, '" + SEPARATOR + "', coalesce(format, ''))"),
            Optional.empty(),
            List.of(Sum.REQUESTS, HIGH, LOW));

    /** Tells the pass's accounts from its partials. */
    static final String CONDITION = "rollup = '" + NAME + "'";

    static Accounts of(Dataset<Row> cells) {
        SortedMap<LocalDate, Tally> tallies = new TreeMap<>();
        SortedMap<String, Long> formats = new TreeMap<>();
        SortedMap<LocalDate, Map<String, Digest>> lines = new TreeMap<>();
        for (Row row : cells.where(CONDITION)
                .select("day", "d1", "d2", Sum.REQUESTS.name(), HIGH.name(), LOW.name())
                .collectAsList()) {
            LocalDate day = row.getDate(0).toLocalDate();
            String segment = row.getString(1);
            int separator = row.getString(2).indexOf(SEPARATOR);
            String outcome = row.getString(2).substring(0, separator);
            long count = row.getLong(3);
            tallies.merge(day, tally(outcome, count), Tally::plus);
            lines.computeIfAbsent(day, unknown -> new HashMap<>())
                    .merge(segment, new Digest(count, row.getLong(4), row.getLong(5)), Digest::plus);
            if (outcome.equals("accepted")) {
                formats.merge(row.getString(2).substring(separator + 1), count, Long::sum);
            }
        }
        return new Accounts(tallies, formats, lines);
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
        return lines.getOrDefault(day, Map.of()).values().stream().reduce(Digest.NONE, Digest::plus);
    }

    /** The lines' digests by event day. */
    public SortedMap<LocalDate, Digest> digests() {
        SortedMap<LocalDate, Digest> digests = new TreeMap<>();
        lines.keySet().forEach(day -> digests.put(day, digest(day)));
        return digests;
    }
}
