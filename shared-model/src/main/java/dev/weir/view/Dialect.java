package dev.weir.view;

/** Where the views' SQL runs. Both know the same functions, by other names here and there. */
public enum Dialect {
    /** <a href="https://spark.apache.org/docs/3.5.7/sql-ref.html">Spark SQL</a>. */
    SPARK,
    /** <a href="https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax">GoogleSQL</a>. */
    BIGQUERY;

    /** A type's name. */
    String type(String spark) {
        if (this == SPARK) {
            return spark;
        }
        return switch (spark) {
            case "INT", "BIGINT" -> "INT64";
            case "DOUBLE" -> "FLOAT64";
            default -> spark;
        };
    }

    /** The text of an expression of bytes; what is not UTF-8 in them is replaced. */
    String text(String bytes) {
        return this == SPARK ? "CAST(" + bytes + " AS STRING)" : "SAFE_CONVERT_BYTES_TO_STRING(" + bytes + ")";
    }

    /** Bytes in hexadecimal, in lower case. */
    String hex(String bytes) {
        return this == SPARK ? "lower(hex(" + bytes + "))" : "TO_HEX(" + bytes + ")";
    }
}
