package dev.weir.view;

import dev.weir.format.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The views of single lines: which rows of the lines table, and what of them. */
public enum LineView {
    EVENTS("events", "outcome = 'accepted'") {
        @Override
        public List<String> columns(Dialect dialect) {
            List<String> columns = new ArrayList<>(List.of("day", dialect.hex("event_id") + " AS event_id", "site"));
            Arrays.stream(Field.values()).map(Field::column).forEach(columns::add);
            columns.addAll(List.of(
                    "url_template",
                    "referrer_site",
                    "format",
                    "attributes",
                    "source",
                    "`partition`",
                    "position",
                    "arrived",
                    "raw_segment",
                    "layer"));
            return columns;
        }
    },
    DEAD_LETTERS("dead_letters", "outcome = 'rejected'") {
        @Override
        public List<String> columns(Dialect dialect) {
            return List.of(
                    "day",
                    "reason",
                    dialect.text("raw") + " AS raw",
                    "format",
                    "source",
                    "`partition`",
                    "position",
                    "arrived",
                    "raw_segment",
                    "layer");
        }
    };

    private final String view;
    private final String condition;

    LineView(String view, String condition) {
        this.view = view;
        this.condition = condition;
    }

    /** The view's name. */
    public String view() {
        return view;
    }

    /** Which rows of the lines table, in SQL. */
    public String condition() {
        return condition;
    }

    /** The columns' names. */
    public List<String> names() {
        return columns(Dialect.BIGQUERY).stream()
                .map(column -> column.substring(column.lastIndexOf(' ') + 1).replace("`", ""))
                .toList();
    }

    /** The view's columns, in SQL over rows of the lines table with a column {@code layer}. */
    public abstract List<String> columns(Dialect dialect);
}
