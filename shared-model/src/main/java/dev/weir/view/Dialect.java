package dev.weir.view;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.Type;
import java.util.List;

/** Where the views' SQL runs: what engines call differently. Names are quoted by backticks in all of them. */
public sealed interface Dialect permits SparkDialect, GoogleSqlDialect, DuckDbDialect {
    /** <a href="https://spark.apache.org/docs/3.5.7/sql-ref.html">Spark SQL</a>. */
    Dialect SPARK = new SparkDialect();

    /** <a href="https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax">GoogleSQL</a>. */
    Dialect BIGQUERY = new GoogleSqlDialect();

    /** <a href="https://duckdb.org/docs/stable/sql/introduction">DuckDB's SQL</a>. */
    Dialect DUCKDB = new DuckDbDialect();

    /** A type's name. */
    String type(Type type);

    /** The text of an expression of bytes; what is not UTF-8 in them is replaced. */
    String text(String bytes);

    /** Bytes in hexadecimal, in lower case. */
    String hex(String bytes);

    /** An aggregate: a sum of 64-bit integers. */
    String sum(String expression);

    /** An aggregate: all elements of the arrays of a group's rows. */
    String concatenated(String arrays);

    /**
     * A {@link Type#HASHES} of one or several sets' lowest hashes, counted: the lowest of them are the whole's.
     *
     * @param hashes an array, in any order, perhaps with doubles
     * @param size how many are kept
     */
    String distinct(String hashes, int size);

    /** How many values are in a histogram, an array of {@link Type#HISTOGRAM}'s in any order, perhaps with doubles. */
    String total(String histogram);

    /** The value of a nearest rank in such a histogram; null where it is empty. */
    String percentile(String histogram, int percent);

    /** A timestamp as an integer: microseconds since the epoch, UTC. */
    String micros(String timestamp);

    /**
     * An aggregate: some columns of the row that comes first among a group's, as a struct whose fields are named as they are. Of rows that
     * are alike in the order, it is any one.
     *
     * @param columns quoted names
     * @param order expressions, none of which may be null
     */
    String first(List<String> columns, List<String> order);

    /** The same of the row that comes last. */
    String last(List<String> columns, List<String> order);

    /** A text as a view's column: as it is, or as a number, null where it is none, as the rest over a limit. */
    String number(String text, Column column);
}
