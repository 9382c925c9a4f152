package dev.weir.format;

/**
 * Joins a record's date and its time of day, whichever of the two comes first: UTC by the
 * <a href="https://www.w3.org/TR/WD-logfile.html">standard</a>, or local where a server has nothing else
 * ({@code date-local}, {@code time-local}). One per matcher: not thread-safe.
 */
final class W3cClock {
    /** The columns in the order in which they make a time: both of UTC count more than both of a zone. */
    private static final Kind[] PARTS = {Kind.DATE, Kind.TIME_OF_DAY, Kind.LOCAL_DATE, Kind.LOCAL_TIME_OF_DAY};

    private static final int LONGEST = 40;

    private final byte[][] texts = new byte[PARTS.length][LONGEST];
    private final int[] lengths = new int[PARTS.length];
    private final byte[] joined = new byte[2 * LONGEST + 2];
    private boolean tooLong;

    /** Whether a column is a part of a time. */
    static boolean isPart(Kind kind) {
        return kind == Kind.DATE
                || kind == Kind.TIME_OF_DAY
                || kind == Kind.LOCAL_DATE
                || kind == Kind.LOCAL_TIME_OF_DAY;
    }

    /** Forgets the record before. */
    void begin() {
        tooLong = false;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = 0;
        }
    }

    /** Keeps a part of the record's time. */
    void put(Kind kind, byte[] b, int from, int to) {
        int part = 0;
        while (PARTS[part] != kind) {
            part++;
        }
        tooLong |= to - from > LONGEST;
        lengths[part] = Math.min(to - from, LONGEST);
        System.arraycopy(b, from, texts[part], 0, lengths[part]);
    }

    /** Writes the time; false if the parts are none. Without parts there is nothing to write. */
    boolean write(FieldWriter writer, ParsedLine out) {
        int first = lengths[0] > 0 && lengths[1] > 0 ? 0 : 2;
        int date = lengths[first];
        int time = lengths[first + 1];
        if (date + time == 0) {
            return lengths[0] + lengths[1] == 0;
        }
        System.arraycopy(texts[first], 0, joined, 0, date);
        joined[date] = 'T';
        System.arraycopy(texts[first + 1], 0, joined, date + 1, time);
        int end = date + 1 + time;
        if (first == 0) {
            joined[end++] = 'Z';
        }
        boolean read = !tooLong
                && writer.times().parse(joined, 0, end)
                && writer.times().end() == end;
        if (read) {
            writer.time(out);
        }
        return read;
    }
}
