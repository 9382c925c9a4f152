package dev.weir.view;

import dev.weir.catalogue.LineView;
import dev.weir.sql.Identifier;
import java.util.List;

/** The SQL of a view of single lines, over rows of the lines table with a column {@code layer}. */
public final class LineSql {
    private LineSql() {}

    /** The columns, each by its name. */
    public static List<String> columns(LineView view, Dialect dialect) {
        return view.shown().stream().map(shown -> column(shown, dialect)).toList();
    }

    private static String column(LineView.Shown shown, Dialect dialect) {
        String quoted = Identifier.quoted(shown.column().name());
        return switch (shown.form()) {
            case AS_IT_IS -> quoted;
            case HEXADECIMAL -> dialect.hex(quoted) + " AS " + quoted;
            case TEXT -> dialect.text(quoted) + " AS " + quoted;
        };
    }
}
