package dev.weir.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.weir.ledger.Digest;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@link Digest}s of rows that carry their hash in a column {@code digest}, as Spark computes them. */
public final class Digests {
    /** What of a row's hash is added up, in Spark SQL. */
    static final String HIGH = "shiftrightunsigned(digest, 32)";

    /** The other half. */
    static final String LOW = "digest & 4294967295L";

    /** The columns of a digest, as {@link #by} names them. */
    public static final String ROWS = "digest_rows";

    public static final String HIGHS = "digest_high";
    public static final String LOWS = "digest_low";

    private Digests() {}

    /** Groups' columns, the digest of each group's rows (three columns), and more aggregates. */
    public static Dataset<Row> by(Dataset<Row> rows, String[] groups, Column... more) {
        Column[] aggregates = new Column[2 + more.length];
        aggregates[0] = sum(expr(HIGH)).as(HIGHS);
        aggregates[1] = sum(expr(LOW)).as(LOWS);
        System.arraycopy(more, 0, aggregates, 2, more.length);
        return rows.groupBy(Arrays.stream(groups).map(group -> col(group)).toArray(Column[]::new))
                .agg(count(lit(1)).as(ROWS), aggregates);
    }

    /** The digest in a row of {@link #by} with so many groups' columns. */
    public static Digest of(Row row, int groups) {
        return new Digest(row.getLong(groups), row.getLong(groups + 1), row.getLong(groups + 2));
    }
}
