package dev.weir.catalogue;

import java.util.List;

/**
 * A view of single lines: which rows of the lines table, and what of them.
 *
 * @param outcome what became of the lines that it shows
 * @param shown its columns
 */
public record LineView(String name, String says, Outcome outcome, List<Shown> shown) implements View {
    /** How a column of the lines table is shown. */
    public enum Form {
        AS_IT_IS,
        /** Bytes in hexadecimal, in lower case. */
        HEXADECIMAL,
        /** Bytes as text; what is not UTF-8 in them is replaced. */
        TEXT
    }

    /** A column of the lines table, or the layer that wrote the line. */
    public record Shown(Column column, Form form) {}

    public LineView {
        shown = List.copyOf(shown);
    }

    @Override
    public List<Column> columns() {
        return shown.stream().map(Shown::column).toList();
    }
}
