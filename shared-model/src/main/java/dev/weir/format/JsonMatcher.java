package dev.weir.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads JSON lines of one or several formats in a single pass: it collects the values that any of them wants, then the
 * first format whose required keys are there takes its own. One per parser: not thread-safe.
 */
final class JsonMatcher {
    private static final int[] NO_ENTRIES = {};

    private final JsonTree tree = new JsonTree();
    private final List<Candidate> candidates = new ArrayList<>();
    private final JsonValues values;

    /** A format as its matcher wants it: arrays, for they are gone through for each line. */
    private static final class Candidate {
        final String name;
        final int[] slots;
        /** The entries that read a slot. */
        final int[][] entries;
        /** One bit for each entry that the object has a value for. */
        final long[] wanted;

        final JsonValues.Wanted[] values;
        final Group[] required;

        Candidate(Named named, JsonTree tree, JsonValues values) {
            this.name = named.name();
            List<JsonFormat.Entry> entries = named.format().entries();
            this.slots =
                    entries.stream().mapToInt(entry -> tree.want(entry.path())).toArray();
            this.entries = bySlot(slots);
            this.wanted = new long[(slots.length + 63) / 64];
            this.values =
                    entries.stream().map(entry -> values.wanted(name, entry)).toArray(JsonValues.Wanted[]::new);
            this.required = named.format().required().stream()
                    .map(group -> new Group(group, tree))
                    .toArray(Group[]::new);
        }
    }

    /** Conditions of which one must hold. */
    private static final class Group {
        final int[] numbers;
        /** The same numbers, one bit each. */
        final long[] slots;
        /** What the values must be; null if any will do. */
        final String[] values;

        Group(List<JsonFormat.Condition> conditions, JsonTree tree) {
            numbers = conditions.stream()
                    .mapToInt(condition -> tree.want(condition.path()))
                    .toArray();
            slots = JsonTree.bits(numbers);
            values = conditions.stream().allMatch(condition -> condition.value() == null)
                    ? null
                    : conditions.stream().map(JsonFormat.Condition::value).toArray(String[]::new);
        }
    }

    private static int[][] bySlot(int... slots) {
        int[][] entries = new int[Arrays.stream(slots).max().orElse(-1) + 1][];
        Arrays.fill(entries, NO_ENTRIES);
        for (int entry = 0; entry < slots.length; entry++) {
            int[] before = entries[slots[entry]];
            int[] with = Arrays.copyOf(before, before.length + 1);
            with[before.length] = entry;
            entries[slots[entry]] = with;
        }
        return entries;
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
            more = end == line.length() ? "" : end < 0 ? null : JsonRecords.rest(line, end);
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
        for (Group group : candidate.required) {
            if (!tree.hasAny(group.slots) || group.values != null && !holds(group)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Group group) {
        for (int i = 0; i < group.numbers.length; i++) {
            String value = tree.value(group.numbers[i]);
            if (value != null && JsonFormat.Condition.holds(group.values[i], value)) {
                return true;
            }
        }
        return false;
    }

    /** Writes the values in the order of the entries, which is a ranking; most of them the object does not have. */
    private Reason write(Candidate candidate, ParsedLine out) {
        values.begin();
        long[] wanted = candidate.wanted;
        for (int i = 0; i < tree.count(); i++) {
            int slot = tree.slot(i);
            for (int entry : slot < candidate.entries.length ? candidate.entries[slot] : NO_ENTRIES) {
                wanted[entry >> 6] |= 1L << entry;
            }
        }
        boolean right = true;
        for (int word = 0; word < wanted.length; word++) {
            for (long left = wanted[word]; left != 0 && right; left &= left - 1) {
                int entry = (word << 6) + Long.numberOfTrailingZeros(left);
                right = values.write(candidate.values[entry], tree.value(candidate.slots[entry]), out);
            }
            wanted[word] = 0;
        }
        if (!right) {
            return Reason.MALFORMED;
        }
        return out.has(Field.TIMESTAMP) ? null : Reason.BAD_TIMESTAMP;
    }
}
