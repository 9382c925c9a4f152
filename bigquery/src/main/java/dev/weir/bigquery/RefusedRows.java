package dev.weir.bigquery;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.model.Lines;
import dev.weir.warehouse.WarehouseException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines, those that BigQuery refuses as dead letters. It refuses all rows of an append because of one: they are
 * halved until that one is found. Each part is an append of its own, of the same upload, and no view sees any of them before
 * the ledger's entry has come: this may die anywhere.
 */
final class RefusedRows {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedRows.class);

    /** Why a line is a dead letter in BigQuery that is none in the warehouse. */
    static final String REASON = "refused_by_bigquery";

    /** If more are refused, it is the table and not the rows; to find so many may take an hour. */
    static final int LIMIT = 100;

    /** Tells rows apart, also those of one raw record in several segments. */
    private static final String KEY = "key";

    private final DatasetName dataset;
    private final Consumer<Dataset<Row>> append;
    private final int limit;
    private int refused;

    /**
     * For one append.
     *
     * @param append appends rows of the lines table, all or none; its failure has words as of {@link AppendErrors}
     * @param limit how many rows may be refused
     */
    RefusedRows(DatasetName dataset, Consumer<Dataset<Row>> append, int limit) {
        this.dataset = dataset;
        this.append = append;
        this.limit = limit;
    }

    /**
     * Appends lines.
     *
     * @throws WarehouseException if BigQuery refuses more than the limit
     * @throws RuntimeException if the append fails, but not because of its rows, or if BigQuery refuses a dead letter, too
     */
    void append(Dataset<Row> lines) {
        try {
            append.accept(lines);
        } catch (RuntimeException e) {
            requireOfRows(e);
            LOG.warn("BigQuery {} refuses rows of an append; looking for them", dataset);
            halve(lines.withColumn(KEY, expr("xxhash64(segment, digest)")), Part.ALL);
        }
    }

    private void halve(Dataset<Row> lines, Part part) {
        for (Part half : part.halves()) {
            Dataset<Row> rows = lines.where(half.condition());
            long found = rows.limit(2).count();
            if (found == 1 || found > 1 && half.isLeast()) {
                one(rows);
            } else if (found > 1) {
                several(lines, half, rows);
            }
        }
    }

    private void several(Dataset<Row> lines, Part part, Dataset<Row> rows) {
        try {
            append.accept(rows);
        } catch (RuntimeException e) {
            requireOfRows(e);
            halve(lines, part);
        }
    }

    private void one(Dataset<Row> row) {
        try {
            append.accept(row);
        } catch (RuntimeException e) {
            String words = requireOfRows(e);
            refused++;
            if (refused > limit) {
                throw new WarehouseException(
                        "Cannot copy to BigQuery " + dataset + ": it refuses more than " + limit
                                + " rows of one append, the last one with: " + words
                                + "; compare the columns of its table lines with those of a new data set, or name another",
                        e);
            }
            Row place =
                    row.select("raw_segment", "source", "partition", "position").head();
            append.accept(deadLetters(row));
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

    /**
     * BigQuery's words; throws a failure that is not one of rows. One that only may be of rows and is the table's shows when
     * BigQuery refuses the first dead letter, too.
     */
    private static String requireOfRows(RuntimeException failure) {
        return AppendErrors.ofRows(failure).orElseThrow(() -> failure);
    }

    /** Lines without anything that BigQuery could refuse, at their places. */
    static Dataset<Row> deadLetters(Dataset<Row> lines) {
        return lines.select(Arrays.stream(ReplicaTable.LINES.schema().fields())
                .map(field -> deadLetter(field).as(field.name()))
                .toArray(Column[]::new));
    }

    private static Column deadLetter(StructField field) {
        return switch (field.name()) {
            case "outcome" -> lit("rejected");
            case "reason" -> lit(REASON);
            case "site", "url_template", "referrer_site" -> lit("-");
            // Of what was refused: so it can be checked that this is the same line.
            case "digest" -> Lines.digest();
            default -> field.nullable() ? lit(null).cast(field.dataType()) : col(field.name());
        };
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
            return col(KEY).bitwiseAND(-1L >>> (Long.SIZE - bits)).equalTo(end);
        }
    }
}
