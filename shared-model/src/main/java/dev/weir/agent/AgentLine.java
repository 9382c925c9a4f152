package dev.weir.agent;

import java.util.ArrayList;
import java.util.List;

/** What a line of this package's tables is made of: columns by tabs, some of which have parts. */
final class AgentLine {
    private AgentLine() {}

    /** A line's columns; those that are missing at its end are empty. */
    static String[] columns(String line, int count) {
        String[] columns = new String[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int end = at > line.length() ? -1 : line.indexOf('\t', at);
            columns[i] = at > line.length() ? "" : line.substring(at, end < 0 ? line.length() : end);
            at = end < 0 ? line.length() + 1 : end + 1;
        }
        return columns;
    }

    /** The parts of a text between single characters; none of an empty one. */
    static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(separator, at);
            int to = end < 0 ? text.length() : end;
            parts.add(text.substring(at, to));
            at = to + 1;
        }
        return parts;
    }
}
