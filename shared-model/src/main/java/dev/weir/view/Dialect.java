package dev.weir.view;

/** Where the views' SQL runs. Both know the same functions, by other names here and there. */
public enum Dialect {
    /** <a href="https://spark.apache.org/docs/3.5.7/sql-ref.html">Spark SQL</a>. */
    SPARK,
    /** <a href="https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax">GoogleSQL</a>. */
    BIGQUERY,
    /**
     * <a href="https://duckdb.org/docs/current/sql/introduction">DuckDB</a>, where the engine defines {@code weir_text}: the text of
     * bytes in hexadecimal, what is not UTF-8 in them replaced.
     */
    DUCKDB;

    /** A type's name. */
    String type(String spark) {
        if (this != BIGQUERY) {
            return spark;
        }
        return switch (spark) {
            case "INT", "BIGINT" -> "INT64";
            case "DOUBLE" -> "FLOAT64";
            default -> spark;
        };
    }

    /** A column of text as another type, null where it is no text of such a value. */
    String parsed(String text, String spark) {
        return (this == DUCKDB ? "TRY_CAST(" : "CAST(") + text + " AS " + type(spark) + ")";
    }

    /** The text of an expression of bytes; what is not UTF-8 in them is replaced. */
    String text(String bytes) {
        return switch (this) {
            case SPARK -> "CAST(" + bytes + " AS STRING)";
            case BIGQUERY -> "SAFE_CONVERT_BYTES_TO_STRING(" + bytes + ")";
            case DUCKDB -> "COALESCE(TRY(decode(" + bytes + ")), weir_text(hex(" + bytes + ")))";
        };
    }

    /** Bytes in hexadecimal, in lower case. */
    String hex(String bytes) {
        return this == BIGQUERY ? "TO_HEX(" + bytes + ")" : "lower(hex(" + bytes + "))";
    }
}
