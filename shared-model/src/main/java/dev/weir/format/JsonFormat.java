package dev.weir.format;

import java.util.ArrayList;
import java.util.List;

/**
 * A format of one JSON object a line.
 *
 * @param entries what is read, the first present value of a field counting
 * @param required groups of paths of which each must have a present one for a line to be of this format
 */
record JsonFormat(List<Entry> entries, List<List<String>> required) {
    /** Separates the keys of a path: no key of a log contains it. */
    static final char SEPARATOR = '>';

    /**
     * A value in the object.
     *
     * @param path the keys from the outermost to the value's
     * @param token what a value is; null if it has parts
     * @param template the parts of a value; null if it is one
     */
    record Entry(List<String> path, Token token, Template template) {
        Entry {
            path = List.copyOf(path);
        }
    }

    JsonFormat {
        entries = List.copyOf(entries);
        required = required.stream().map(List::copyOf).toList();
    }

    /**
     * A format declared as lines of {@code path kind field}.
     *
     * @param required groups of paths, alternatives separated by {@code |}
     */
    static JsonFormat of(String declaration, String... required) {
        List<Entry> entries = new ArrayList<>();
        for (String line : declaration.strip().split("\n", -1)) {
            String[] parts = line.strip().split(" +", -1);
            Token token = Token.of(Kind.valueOf(parts[1]), Field.valueOf(parts[2]));
            entries.add(new Entry(path(parts[0]), token, null));
        }
        List<List<String>> groups = new ArrayList<>();
        for (String group : required) {
            groups.add(List.of(group.split("[|]", -1)));
        }
        return new JsonFormat(entries, groups);
    }

    static List<String> path(String joined) {
        return List.of(joined.split(String.valueOf(SEPARATOR), -1));
    }
}
