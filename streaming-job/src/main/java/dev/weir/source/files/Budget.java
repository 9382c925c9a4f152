package dev.weir.source.files;

import org.apache.spark.sql.connector.read.streaming.ReadLimit;

/**
 * How much one trigger may take.
 *
 * @param bytes of decompressed content
 * @param records lines that are no directives
 */
record Budget(long bytes, long records) implements ReadLimit {
    static final Budget UNLIMITED = new Budget(Long.MAX_VALUE, Long.MAX_VALUE);

    Budget {
        if (bytes <= 0) {
            throw new IllegalArgumentException("Invalid maxBytesPerTrigger: " + bytes + ", must be positive");
        }
        if (records <= 0) {
            throw new IllegalArgumentException("Invalid maxRecordsPerTrigger: " + records + ", must be positive");
        }
    }

    /**
     * What is left of a budget.
     *
     * @param untouched whether nothing was taken yet, so that one line is taken whatever its length: else a line longer
     *     than the budget would stop the stream for ever
     */
    record Left(long bytes, long records, boolean untouched) {
        static final Left UNLIMITED = new Left(Long.MAX_VALUE, Long.MAX_VALUE, true);

        boolean nothing() {
            return bytes <= 0 || records <= 0;
        }

        boolean countsRecords() {
            return records != Long.MAX_VALUE;
        }

        /** After reading bytes of which nothing was taken. */
        Left without(long bytesRead) {
            return new Left(bytes - bytesRead, records, untouched);
        }

        /** After taking bytes with so many records; uncounted ones count nothing. */
        Left minus(long bytesTaken, long recordsTaken) {
            return new Left(bytes - bytesTaken, countsRecords() ? records - recordsTaken : records, false);
        }
    }

    Left left() {
        return new Left(bytes, records, true);
    }
}
