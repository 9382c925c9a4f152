package dev.weir.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.format.Explanation.Piece;
import dev.weir.format.Explanation.Role;
import dev.weir.format.Explanation.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Explains lines by a JSON format: asks the values' own writer what each of them is by itself. Not thread-safe. */
final class JsonExplainer implements Stop.Finder {
    private final String name;
    private final JsonFormat format;
    private final JsonTree tree = new JsonTree();
    private final JsonValues values;
    private final List<Entry> entries;

    private record Entry(List<String> path, int slot, JsonValues.Wanted wanted, Token token) {}

    JsonExplainer(String name, JsonFormat format, FieldWriter writer) {
        this.name = name;
        this.format = format;
        this.values = new JsonValues(writer);
        this.entries = format.entries().stream()
                .map(one -> new Entry(one.path(), tree.want(one.path()), values.wanted(name, one), one.token()))
                .toList();
        format.required().forEach(group -> group.forEach(one -> tree.want(one.path())));
    }

    /** The pieces of a line that was read by this format. */
    List<Piece> pieces(byte[] b, int from, int to, ParsedLine event) throws IOException {
        int start = JsonRecords.start(b, from, to);
        String text = new String(b, start, to - start, StandardCharsets.UTF_8);
        int end = tree.read(text);
        Map<List<String>, List<Value>> meanings = new HashMap<>();
        values.begin();
        for (Entry entry : entries) {
            String value = tree.value(entry.slot());
            if (value != null) {
                meanings.computeIfAbsent(entry.path(), path -> new ArrayList<>())
                        .addAll(Values.of(out -> values.write(entry.wanted(), value, out), entry.token(), event));
            }
        }
        List<Piece> pieces = new ArrayList<>();
        for (JsonLeaves.Leaf leaf : JsonLeaves.of(text)) {
            List<Value> meaning = meanings.get(leaf.path());
            Role role = meaning == null ? Role.IGNORED : Role.FIELD;
            String piece = text.substring(leaf.from(), leaf.to());
            pieces.add(new Piece(role, piece, leaf.name(), meaning == null ? List.of() : meaning));
        }
        String more = JsonRecords.rest(text, end);
        if (more != null && !more.isEmpty()) {
            pieces.add(more(more));
        }
        return pieces;
    }

    /** The records behind the first. */
    static Piece more(String records) {
        Value kept = new Value(JsonRecords.ATTRIBUTE, true, records, Explanation.Use.COUNTS);
        return new Piece(Role.FIELD, records, JsonRecords.ATTRIBUTE, List.of(kept));
    }

    @Override
    public List<Stop> stops(byte[] b, int from, int to, String header) {
        int start = JsonRecords.start(b, from, to);
        String text = new String(b, start, to - start, StandardCharsets.UTF_8);
        try {
            if (!text.startsWith("{")) {
                return List.of(new Stop(name, start, start, Expected.literal("{")));
            }
            int end = tree.read(text);
            if (JsonRecords.rest(text, end) == null) {
                return List.of(stop(text, start, end, Expected.END + " or another object"));
            }
            return stops(text, start, end);
        } catch (JsonProcessingException e) {
            int at = (int) Math.max(0, Math.min(text.length(), e.getLocation().getCharOffset()));
            while (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
                // It is said behind the word that is none.
                at--;
            }
            return List.of(stop(text, start, at, at == text.length() ? "the rest of the object" : "JSON"));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read a text", e);
        }
    }

    /** A key that is missing, else a value that is none. */
    private List<Stop> stops(String text, int start, int end) throws IOException {
        int held = 0;
        String missing = null;
        for (List<JsonFormat.Condition> group : format.required()) {
            boolean holds = group.stream().anyMatch(this::holds);
            held += holds ? 1 : 0;
            missing = holds || missing != null ? missing : keys(group);
        }
        if (missing != null) {
            Stop at = stop(text, start, end, missing);
            // Keys have no order: those that are there say how far the line fits.
            return List.of(new Stop(name, start + held, at.at(), at.expected()));
        }
        values.begin();
        ParsedLine out = new ParsedLine();
        out.reset();
        for (Entry entry : entries) {
            String value = tree.value(entry.slot());
            if (value != null && !values.write(entry.wanted(), value, out)) {
                int at = JsonLeaves.of(text).stream()
                        .filter(leaf -> leaf.path().equals(entry.path()))
                        .mapToInt(JsonLeaves.Leaf::from)
                        .findFirst()
                        .orElse(end);
                return List.of(stop(text, start, at, Expected.value(entry.token())));
            }
        }
        return out.has(Field.TIMESTAMP)
                ? List.of()
                : List.of(stop(
                        text,
                        start,
                        end,
                        entries.stream()
                                .filter(entry ->
                                        entry.token() != null && entry.token().field() == Field.TIMESTAMP)
                                .map(entry -> String.join(".", entry.path()))
                                .distinct()
                                .limit(3)
                                .collect(Collectors.joining(", ", "a time under one of the keys ", ", …"))));
    }

    private boolean holds(JsonFormat.Condition condition) {
        String value = tree.value(tree.want(condition.path()));
        return value != null && (condition.value() == null || condition.value().equals(value));
    }

    private static String keys(List<JsonFormat.Condition> group) {
        return group.stream()
                .map(one -> String.join(".", one.path()) + (one.value() == null ? "" : " = " + one.value()))
                .limit(3)
                .collect(Collectors.joining(" or ", "the key ", group.size() > 3 ? " or …" : ""));
    }

    private Stop stop(String text, int start, int at, String expected) {
        int bytes = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
        return new Stop(name, start + bytes, start + bytes, expected);
    }
}
