package dev.weir.catalogue;

/** What a column holds, whatever an engine calls it. */
public enum Type {
    BOOLEAN("BOOLEAN"),
    /** 32 bits. */
    INT("INT"),
    /** 64 bits. */
    BIGINT("BIGINT"),
    /** A day of the proleptic Gregorian calendar, UTC. */
    DATE("DATE"),
    /** Microseconds since the epoch, UTC. */
    TIMESTAMP("TIMESTAMP"),
    /** UTF-8; bytes that are none may be among it, where strangers wrote it. */
    STRING("STRING"),
    BINARY("BINARY"),
    /** Hashes of 63 bits, ascending: the state of a {@link Measure.Distinct}. */
    HASHES("ARRAY<BIGINT>"),
    /** Values and how often each occurred, ascending by value: the state of a {@link Measure.Histogram}. */
    HISTOGRAM("ARRAY<STRUCT<value: BIGINT, count: BIGINT>>");

    private final String sql;

    Type(String sql) {
        this.sql = sql;
    }

    /** Its name in Spark SQL, for people. */
    public String sql() {
        return sql;
    }
}
