package dev.weir.sql;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A name in SQL that is generated: always quoted, by backticks in all dialects, so that no word that is reserved in one of
 * them, today or tomorrow, is a name bare. Which words are reserved:
 * <a href="https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical#reserved_keywords">GoogleSQL</a>,
 * <a href="https://spark.apache.org/docs/3.5.7/sql-ref-ansi-compliance.html#sql-keywords">Spark</a>.
 */
public final class Identifier {
    private Identifier() {}

    /**
     * A column, relation, alias or parameter.
     *
     * @throws IllegalArgumentException if the name has anything but letters, digits and underscores of ASCII
     */
    public static String quoted(String name) {
        if (name.isEmpty() || !name.chars().allMatch(Identifier::mayStand)) {
            throw new IllegalArgumentException(
                    "Invalid identifier: " + name + ", must be letters, digits and underscores");
        }
        return "`" + name + "`";
    }

    /** A column of a relation. */
    public static String quoted(String relation, String name) {
        return quoted(relation) + "." + quoted(name);
    }

    /** Several, separated by commas. */
    public static String list(Collection<String> names) {
        return names.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
    }

    /** Several columns of a relation, separated by commas. */
    public static String list(String relation, Collection<String> names) {
        return names.stream().map(name -> quoted(relation, name)).collect(Collectors.joining(", "));
    }

    private static boolean mayStand(int c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
