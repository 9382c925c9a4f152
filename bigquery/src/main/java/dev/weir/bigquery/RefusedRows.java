package dev.weir.bigquery;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.catalogue.LineColumns;
import dev.weir.catalogue.Outcome;
import dev.weir.catalogue.Table;
import dev.weir.model.Lines;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines, those that BigQuery refuses as dead letters. It refuses all rows of an append because of one: they are
 * halved until that one is found, so often and no more; of refused parts that are left then, all lines become dead letters,
 * by one append. Each part is an append of its own, of the same upload, and no view sees any of them before the ledger's
 * entry has come: this may die anywhere.
 */
final class RefusedRows {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedRows.class);

    /** Why a line is a dead letter in BigQuery that is none in the warehouse. */
    static final String REASON = "refused_by_bigquery";

    /** Each takes two appends, of a second or two: enough to find some 90 rows among 100,000. */
    static final int MOST_HALVINGS = 1_000;

    /** Tells rows apart, also those of one raw record in several segments. */
    private static final String KEY = "key";

    private static final StructField[] LINES = new StructType()
            .add(ReplicaTable.UPLOAD, DataTypes.StringType, false)
            .merge(Lines.SCHEMA, true)
            .fields();

    /** Where a line is from, which BigQuery has no reason to refuse: nothing of it is the line's own. */
    private static final Set<String> PLACES = Stream.concat(
                    Stream.of(ReplicaTable.UPLOAD), LineColumns.places().stream())
            .collect(Collectors.toUnmodifiableSet());

    /** A text that is never null says so. */
    private static final String NOTHING = "-";

    private final DatasetName dataset;
    private final Consumer<Dataset<Row>> append;
    private final int mostHalvings;

    /** Parts that were refused, and hold more than one row. */
    private final Deque<Part> refused = new ArrayDeque<>();

    private boolean tookDeadLetter;

    /**
     * For one append.
     *
     * @param append appends rows of the lines table, all or none; its failure has words as of {@link AppendErrors}
     * @param mostHalvings after how many halvings the rest becomes dead letters
     */
    RefusedRows(DatasetName dataset, Consumer<Dataset<Row>> append, int mostHalvings) {
        this.dataset = dataset;
        this.append = append;
        this.mostHalvings = mostHalvings;
    }

    /**
     * Appends lines.
     *
     * @throws RuntimeException if the append fails, but not because of its rows, or if BigQuery refuses a dead letter, too
     */
    void append(Dataset<Row> lines) {
        try {
            append.accept(lines);
        } catch (RuntimeException e) {
            String words = requireOfRows(e);
            LOG.warn("BigQuery {} refuses rows of an append; looking for them", dataset);
            refused.add(Part.ALL);
            look(lines.withColumn(KEY, expr("xxhash64(segment, digest)")), words);
        }
    }

    private void look(Dataset<Row> lines, String words) {
        for (int halvings = 0; !refused.isEmpty(); halvings++) {
            if (halvings == mostHalvings) {
                bury(lines, words);
                return;
            }
            // The smallest part until a dead letter shows that it is not of the table; then the largest, so that
            // what is left at the end is small.
            Part part = tookDeadLetter ? refused.pollFirst() : refused.pollLast();
            part.halves().forEach(half -> half(lines, half));
        }
    }

    private void half(Dataset<Row> lines, Part half) {
        Dataset<Row> rows = lines.where(half.condition());
        long found = rows.limit(2).count();
        if (found == 1 || found > 1 && half.isLeast()) {
            one(rows);
        } else if (found > 1) {
            try {
                append.accept(rows);
            } catch (RuntimeException e) {
                requireOfRows(e);
                refused.addLast(half);
            }
        }
    }

    private void one(Dataset<Row> row) {
        try {
            append.accept(row);
        } catch (RuntimeException e) {
            String words = requireOfRows(e);
            Row place =
                    row.select("raw_segment", "source", "partition", "position").head();
            append.accept(deadLetters(row));
            tookDeadLetter = true;
            LOG.warn(
                    "BigQuery {} refuses the line at position {} of {} (partition {}, raw segment {}), which becomes a"
                            + " dead letter there: {}",
                    dataset,
                    place.get(3),
                    place.get(1),
                    place.get(2),
                    place.get(0),
                    words);
        }
    }

    /** Makes all lines of the parts that are left dead letters. */
    private void bury(Dataset<Row> lines, String words) {
        Dataset<Row> rows = deadLetters(lines.where(Part.any(refused)));
        append.accept(rows);
        LOG.warn(
                "BigQuery {} refuses so many rows of an append that {} lines, those that came with them included, become"
                        + " dead letters there: {}",
                dataset,
                rows.count(),
                words);
    }

    /**
     * BigQuery's words; throws a failure that is not one of rows. One that only may be of rows and is the table's shows when
     * BigQuery refuses the first dead letter, too.
     */
    private static String requireOfRows(RuntimeException failure) {
        return AppendErrors.ofRows(failure).orElseThrow(() -> failure);
    }

    /** Lines without anything that BigQuery could refuse, at their places. */
    static Dataset<Row> deadLetters(Dataset<Row> lines) {
        return lines.select(Arrays.stream(LINES)
                .map(field -> deadLetter(field).as(field.name()))
                .toArray(Column[]::new));
    }

    private static Column deadLetter(StructField field) {
        return switch (field.name()) {
            case Outcome.COLUMN -> lit(Outcome.REJECTED.text());
            case "reason" -> lit(REASON);
            // Of what was refused: so it can be checked that this is the same line.
            case Table.DIGEST -> Lines.digest();
            default -> PLACES.contains(field.name()) ? col(field.name()) : nothing(field);
        };
    }

    /** In place of what may be what was refused. */
    private static Column nothing(StructField field) {
        return field.nullable()
                ? lit(null).cast(field.dataType())
                : lit(NOTHING).cast(field.dataType());
    }

    /** The rows whose keys end in some bits. */
    private record Part(long end, int bits) {
        static final Part ALL = new Part(0, 0);

        List<Part> halves() {
            return List.of(new Part(end, bits + 1), new Part(end | 1L << bits, bits + 1));
        }

        /** Whether its rows cannot be told apart. */
        boolean isLeast() {
            return bits == Long.SIZE;
        }

        Column condition() {
            return ends(bits).equalTo(end);
        }

        /** As a few comparisons with many values: Spark could not go down a condition of a thousand alternatives. */
        static Column any(Collection<Part> parts) {
            Map<Integer, List<Long>> byBits = parts.stream()
                    .collect(Collectors.groupingBy(Part::bits, Collectors.mapping(Part::end, Collectors.toList())));
            return byBits.entrySet().stream()
                    .map(same -> ends(same.getKey()).isInCollection(same.getValue()))
                    .reduce(Column::or)
                    .orElseThrow();
        }

        private static Column ends(int bits) {
            return col(KEY).bitwiseAND(bits == 0 ? 0 : -1L >>> (Long.SIZE - bits));
        }
    }
}
