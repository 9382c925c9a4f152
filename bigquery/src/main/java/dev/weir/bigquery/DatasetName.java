package dev.weir.bigquery;

import java.util.regex.Pattern;

/**
 * A BigQuery data set's name, as people write it: {@code project.dataset}.
 *
 * @param project the project's id (<a href="https://cloud.google.com/resource-manager/docs/creating-managing-projects">its
 *     rules</a>)
 * @param dataset letters, digits and underscores
 */
public record DatasetName(String project, String dataset) {
    private static final Pattern NAME =
            Pattern.compile("((?:[a-z0-9.-]{1,200}:)?[a-z][a-z0-9-]{1,60})\\.([A-Za-z0-9_]{1,1024})");

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DatasetName parse(String text) {
        var matcher = NAME.matcher(text);
        if (text.length() > 1300 || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "Invalid BigQuery data set: " + text + ", must be PROJECT.DATASET, such as acme.weir");
        }
        return new DatasetName(matcher.group(1), matcher.group(2));
    }

    /** A table of it, as the connector reads names. */
    public String table(String name) {
        return this + "." + name;
    }

    /** A table, view or function of it, quoted for GoogleSQL. */
    public String quoted(String name) {
        return "`" + table(name) + "`";
    }

    @Override
    public String toString() {
        return project + "." + dataset;
    }
}
