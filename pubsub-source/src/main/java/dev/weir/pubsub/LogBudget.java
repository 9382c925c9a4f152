package dev.weir.pubsub;

import org.apache.spark.sql.connector.read.streaming.ReadLimit;

/**
 * How much one trigger may take: whole segments of the log, and at least one.
 *
 * @param bytes of the log
 * @param records messages
 */
record LogBudget(long bytes, long records) implements ReadLimit {
    static final LogBudget UNLIMITED = new LogBudget(Long.MAX_VALUE, Long.MAX_VALUE);

    LogBudget {
        if (bytes <= 0) {
            throw new IllegalArgumentException("Invalid maxBytesPerTrigger: " + bytes + ", must be positive");
        }
        if (records <= 0) {
            throw new IllegalArgumentException("Invalid maxRecordsPerTrigger: " + records + ", must be positive");
        }
    }
}
