package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one line became: an event or a dead letter. The buffer is reused: a parser overwrites it with the next line, and
 * text slices may point into the caller's line, so read or copy what is needed before either changes. Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // The ordinal indexes arrays that live no longer than the enum.
public final class ParsedLine {
    private static final int FIELDS = Field.values().length;
    private static final int SCRATCH_KEPT = 1 << 20;

    private final long[] numbers = new long[FIELDS];
    private final byte[][] bytes = new byte[FIELDS][];
    private final int[] offsets = new int[FIELDS];
    private final int[] lengths = new int[FIELDS];
    private final byte[] ranks = new byte[FIELDS];
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> attributesView = Collections.unmodifiableMap(attributes);
    private long present;
    private byte rank = Token.BEST;
    private byte[] scratch = new byte[512];
    private int used;
    private Reason reason = Reason.EMPTY_LINE;
    private String format;

    /** True for an event, false for a dead letter. */
    public boolean isEvent() {
        return reason == null;
    }

    /** Why the line is a dead letter; null for an event. */
    public Reason reason() {
        return reason;
    }

    /** The name of the format that was recognised or pinned; null if none was. */
    public String format() {
        return format;
    }

    /** Whether the event has the field; false for every field of a dead letter. */
    public boolean has(Field field) {
        return (present & bit(field)) != 0;
    }

    /**
     * The value of a {@code NUMBER}, {@code TIMESTAMP} (microseconds since the epoch, UTC) or {@code BOOLEAN} (0 or 1)
     * field. Meaningless unless {@link #has}.
     */
    public long number(Field field) {
        return numbers[field.ordinal()];
    }

    /** The array that holds a present {@code TEXT} field, which starts at {@link #offset}: shared, not to be changed. */
    public byte[] bytes(Field field) {
        return bytes[field.ordinal()];
    }

    /** Where a present {@code TEXT} field starts in {@link #bytes}. */
    public int offset(Field field) {
        return offsets[field.ordinal()];
    }

    /** How many bytes a present {@code TEXT} field has. */
    public int length(Field field) {
        return lengths[field.ordinal()];
    }

    /** A {@code TEXT} field as a string; null if absent. */
    public String text(Field field) {
        if (!has(field)) {
            return null;
        }
        int i = field.ordinal();
        return new String(bytes[i], offsets[i], lengths[i], StandardCharsets.UTF_8);
    }

    /**
     * The values of a pasted format that are no {@link Field}, under their own names, in the line's order; empty when
     * there are none. A view that the next line overwrites.
     */
    public Map<String, String> attributes() {
        return attributesView;
    }

    void reset() {
        present = 0;
        rank = Token.BEST;
        used = 0;
        reason = null;
        format = null;
        if (!attributes.isEmpty()) {
            attributes.clear();
        }
        if (scratch.length > SCRATCH_KEPT) {
            scratch = new byte[512];
        }
    }

    void event(String formatName) {
        reason = null;
        format = formatName;
    }

    void deadLetter(Reason why, String formatName) {
        reset();
        reason = why;
        format = formatName;
    }

    /** From now on values of this rank are set: one of a better rank takes the place of what is there. */
    void rank(byte of) {
        rank = of;
    }

    /** Whether the field has a value which the next would be no better than. */
    boolean isSettled(Field field) {
        return has(field) && ranks[field.ordinal()] <= rank;
    }

    void set(Field field, long value) {
        numbers[field.ordinal()] = value;
        ranks[field.ordinal()] = rank;
        present |= bit(field);
    }

    void set(Field field, byte[] source, int from, int to) {
        int i = field.ordinal();
        bytes[i] = source;
        offsets[i] = from;
        lengths[i] = to - from;
        ranks[i] = rank;
        present |= bit(field);
    }

    void copy(Field source, Field target) {
        int from = offset(source);
        set(target, bytes(source), from, from + length(source));
    }

    void clear(Field field) {
        present &= ~bit(field);
    }

    int attributeCount() {
        return attributes.size();
    }

    /** Forgets all attributes but the first. */
    void keepAttributes(int count) {
        if (attributes.size() > count) {
            attributes.keySet().removeAll(List.copyOf(attributes.keySet()).subList(count, attributes.size()));
        }
    }

    void attribute(String name, String value) {
        attributes.putIfAbsent(name, value);
    }

    /** Which fields are set, one bit each: what {@link #rewind} goes back to. */
    long mark() {
        return present;
    }

    void rewind(long mark) {
        present = mark;
    }

    /**
     * An array with room for {@code size} bytes at {@link #scratchFrom}. It is replaced rather than enlarged, for
     * earlier slices keep pointing into the old one.
     */
    byte[] scratch(int size) {
        if (scratch.length - used < size) {
            scratch = new byte[Math.max(size, Math.min(scratch.length, SCRATCH_KEPT) * 2)];
            used = 0;
        }
        return scratch;
    }

    int scratchFrom() {
        return used;
    }

    /** Keeps what was written to the scratch array up to {@code end}. */
    void keepScratch(int end) {
        used = end;
    }

    private static long bit(Field field) {
        return 1L << field.ordinal();
    }
}
