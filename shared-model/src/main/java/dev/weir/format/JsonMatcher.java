package dev.weir.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON lines of one or several formats in a single pass: it collects the values that any of them wants, then the
 * first format whose required keys are there takes its own. One per parser: not thread-safe.
 */
final class JsonMatcher {
    private final JsonTree tree = new JsonTree();
    private final List<Candidate> candidates = new ArrayList<>();
    private final JsonValues values;

    /** A format as its matcher wants it: arrays, for they are gone through for each line. */
    private static final class Candidate {
        final String name;
        final int[] slots;
        final JsonValues.Wanted[] values;
        final int[][] requiredSlots;
        final String[][] requiredValues;

        Candidate(Named named, JsonTree tree, JsonValues values) {
            this.name = named.name();
            List<JsonFormat.Entry> entries = named.format().entries();
            this.slots =
                    entries.stream().mapToInt(entry -> tree.want(entry.path())).toArray();
            this.values =
                    entries.stream().map(entry -> values.wanted(name, entry)).toArray(JsonValues.Wanted[]::new);
            List<List<JsonFormat.Condition>> required = named.format().required();
            this.requiredSlots = required.stream()
                    .map(group -> group.stream()
                            .mapToInt(each -> tree.want(each.path()))
                            .toArray())
                    .toArray(int[][]::new);
            this.requiredValues = required.stream()
                    .map(group ->
                            group.stream().map(JsonFormat.Condition::value).toArray(String[]::new))
                    .toArray(String[][]::new);
        }
    }

    /** A format under its name. */
    record Named(String name, JsonFormat format) {}

    JsonMatcher(List<Named> formats, FieldWriter writer) {
        values = new JsonValues(writer);
        for (Named named : formats) {
            candidates.add(new Candidate(named, tree, values));
        }
    }

    /** Reads the line; null if it became an event's fields, else why not. */
    Reason match(byte[] b, int from, int to, ParsedLine out) {
        int start = JsonRecords.start(b, from, to);
        String line = new String(b, start, to - start, StandardCharsets.UTF_8);
        String more;
        try {
            int end = tree.read(line);
            more = end < 0 ? null : JsonRecords.rest(line, end);
        } catch (IOException e) {
            // The message says where, but a dead letter keeps the line itself.
            return Reason.MALFORMED;
        }
        if (more == null) {
            return Reason.MALFORMED;
        }
        for (Candidate candidate : candidates) {
            if (fits(candidate)) {
                out.event(candidate.name);
                Reason reason = write(candidate, out);
                if (reason == null && !more.isEmpty()) {
                    out.attribute(JsonRecords.ATTRIBUTE, more);
                }
                return reason;
            }
        }
        return Reason.UNRECOGNISED_FORMAT;
    }

    private boolean fits(Candidate candidate) {
        for (int group = 0; group < candidate.requiredSlots.length; group++) {
            if (!holds(candidate.requiredSlots[group], candidate.requiredValues[group])) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(int[] slots, String[] required) {
        for (int i = 0; i < slots.length; i++) {
            String value = tree.value(slots[i]);
            if (value != null && JsonFormat.Condition.holds(required[i], value)) {
                return true;
            }
        }
        return false;
    }

    private Reason write(Candidate candidate, ParsedLine out) {
        values.begin();
        for (int i = 0; i < candidate.slots.length; i++) {
            String text = tree.value(candidate.slots[i]);
            if (text != null && !values.write(candidate.values[i], text, out)) {
                return Reason.MALFORMED;
            }
        }
        return out.has(Field.TIMESTAMP) ? null : Reason.BAD_TIMESTAMP;
    }
}
