package dev.weir.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A format of one JSON object a line.
 *
 * @param entries what is read; of several of one field the first that says something counts, so their order is a ranking
 * @param required groups of conditions of which each must have one that holds for a line to be of this format
 */
record JsonFormat(List<Entry> entries, List<List<Condition>> required) {
    /** Separates the keys of a path: no key of a log contains it. */
    static final char SEPARATOR = '>';

    private static final String ANY = "any:";

    /**
     * A value in the object.
     *
     * @param path the keys from the outermost to the value's; {@code [name]} is one in a list of names and values
     * @param token what a value is; null if it has parts
     * @param template the parts of a value; null if it is one
     */
    record Entry(List<String> path, Token token, Template template) {
        Entry {
            path = List.copyOf(path);
        }
    }

    /**
     * What tells a format from others.
     *
     * @param path the keys to a value that must be there
     * @param value what it must be, or what it must begin with if it ends with {@code *}; null if anything will do
     */
    record Condition(List<String> path, String value) {
        static Condition of(String declaration) {
            int equals = declaration.indexOf('=');
            return equals < 0
                    ? new Condition(JsonFormat.path(declaration), null)
                    : new Condition(
                            JsonFormat.path(declaration.substring(0, equals)), declaration.substring(equals + 1));
        }

        /** Whether a value that is there is the wanted one. */
        static boolean holds(String wanted, String value) {
            if (wanted == null || wanted.equals(value)) {
                return true;
            }
            int last = wanted.length() - 1;
            return wanted.charAt(last) == '*' && value.regionMatches(0, wanted, 0, last);
        }
    }

    JsonFormat {
        entries = List.copyOf(entries);
        required = required.stream().map(List::copyOf).toList();
    }

    /**
     * A format declared as lines of {@code path kind field}.
     *
     * @param required groups of {@code path}, {@code path=value}, {@code path=start*} or, for all paths of a field,
     *     {@code any:FIELD}; alternatives separated by {@code |}
     */
    static JsonFormat of(String declaration, String... required) {
        List<Entry> entries = new ArrayList<>();
        for (String line : declaration.strip().split("\n", -1)) {
            String[] parts = line.strip().split(" +", -1);
            Token token = Token.of(Kind.valueOf(parts[1]), Field.valueOf(parts[2]));
            entries.add(new Entry(path(parts[0]), token, null));
        }
        return new JsonFormat(entries, groups(entries, required));
    }

    /** The same entries, told by other keys. */
    JsonFormat requiring(String... others) {
        return new JsonFormat(entries, groups(entries, others));
    }

    /** The same format, to which the entries of another are added as the less good ones. */
    JsonFormat followedBy(JsonFormat other) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(other.entries);
        return new JsonFormat(all, required);
    }

    /** The same format, whose values of one kind are of another. */
    JsonFormat reading(Kind kind, Kind as) {
        List<Entry> changed = entries.stream()
                .map(entry -> entry.token() != null && entry.token().kind() == kind
                        ? new Entry(entry.path(), Token.of(as, entry.token().field()), null)
                        : entry)
                .toList();
        return new JsonFormat(changed, required);
    }

    private static List<List<Condition>> groups(List<Entry> entries, String... declarations) {
        return Arrays.stream(declarations)
                .map(group -> Arrays.stream(group.split("[|]", -1))
                        .flatMap(one -> conditions(entries, one))
                        .toList())
                .toList();
    }

    private static Stream<Condition> conditions(List<Entry> entries, String declaration) {
        if (!declaration.startsWith(ANY)) {
            return Stream.of(Condition.of(declaration));
        }
        Field field = Field.valueOf(declaration.substring(ANY.length()));
        return entries.stream()
                .filter(entry -> entry.token().field() == field)
                .map(entry -> new Condition(entry.path(), null));
    }

    private static List<String> path(String joined) {
        return List.of(joined.split(String.valueOf(SEPARATOR), -1));
    }
}
