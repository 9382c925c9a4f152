package dev.weir.bigquery;

/** Texts in generated GoogleSQL. */
final class Texts {
    private Texts() {}

    /** A <a href="https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical#string_and_bytes_literals">string literal</a>. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
