package dev.weir.view;

import dev.weir.format.Field;
import dev.weir.sql.Identifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The views of single lines: which rows of the lines table, and what of them. */
public enum LineView {
    EVENTS("events", "accepted") {
        @Override
        public List<String> names() {
            List<String> names = new ArrayList<>(List.of("day", "event_id", "site"));
            Arrays.stream(Field.values()).map(Field::column).forEach(names::add);
            names.addAll(List.of(
                    "url_template",
                    "referrer_site",
                    "format",
                    "attributes",
                    "source",
                    "partition",
                    "position",
                    "arrived",
                    "raw_segment",
                    "layer"));
            return names;
        }
    },
    DEAD_LETTERS("dead_letters", "rejected") {
        @Override
        public List<String> names() {
            return List.of(
                    "day",
                    "reason",
                    "raw",
                    "format",
                    "source",
                    "partition",
                    "position",
                    "arrived",
                    "raw_segment",
                    "layer");
        }
    };

    private final String view;
    private final String outcome;

    LineView(String view, String outcome) {
        this.view = view;
        this.outcome = outcome;
    }

    /** The view's name. */
    public String view() {
        return view;
    }

    /** Which rows of the lines table, in SQL. */
    public String condition() {
        return "`outcome` = '" + outcome + "'";
    }

    /** The columns' names. */
    public abstract List<String> names();

    /** The view's columns, in SQL over rows of the lines table with a column {@code layer}. */
    public List<String> columns(Dialect dialect) {
        return names().stream().map(name -> column(name, dialect)).toList();
    }

    private static String column(String name, Dialect dialect) {
        String quoted = Identifier.quoted(name);
        return switch (name) {
            case "event_id" -> dialect.hex(quoted) + " AS " + quoted;
            case "raw" -> dialect.text(quoted) + " AS " + quoted;
            default -> quoted;
        };
    }
}
