package dev.weir.model;

import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * {@code duration_bucket(us)}: the log-linear histogram bucket of a duration, in integer arithmetic, so that every machine
 * and order gives the same. Values under 128 have a bucket each; above, each power of two is cut into 64 buckets, so a
 * bucket's middle is within 1/128 of any value in it (the layout of
 * <a href="https://hdrhistogram.github.io/HdrHistogram/">HdrHistogram</a>). Negative values count as 0.
 */
public final class DurationBucket implements ScalarFunction<Long> {
    private static final int EXACT = 128;
    private static final int SUB_BITS = 6;

    /** Called by generated code. */
    public static long invoke(long us) {
        if (us < EXACT) {
            return Math.max(us, 0);
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(us) - SUB_BITS;
        return ((long) shift << SUB_BITS) + (us >> shift);
    }

    /**
     * A bucket's middle, in plain SQL that Spark and BigQuery share, as the view shows it.
     *
     * @param integer what 64-bit integers are called
     */
    public static String middleSql(String bucket, String integer) {
        // BigQuery shifts by an operator, Spark by a function; both have powers, and these are exact.
        String half = "CAST(POW(2, FLOOR(" + bucket + " / 64) - 2) AS " + integer + ")";
        return "CASE WHEN " + bucket + " < 128 THEN " + bucket + " ELSE (129 + 2 * MOD(" + bucket + ", 64)) * " + half
                + " END";
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {DataTypes.LongType};
    }

    @Override
    public DataType resultType() {
        return DataTypes.LongType;
    }

    @Override
    public String name() {
        return "duration_bucket";
    }
}
