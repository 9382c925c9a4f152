package dev.weir.source.files;

import dev.weir.format.Directives;
import java.io.IOException;
import java.io.PushbackInputStream;

/**
 * Lines of a file that follow each other.
 *
 * @param from where the first begins
 * @param to where the last ends
 * @param records how many of them are records; {@link #UNCOUNTED} where nobody asked
 * @param header the W3C field list in force at {@code to}; null if none
 * @param complete true where the content ends at {@code to}
 */
record Extent(long from, long to, long records, String header, boolean complete) {
    static final long UNCOUNTED = -1;

    /**
     * What to walk over.
     *
     * @param from the next unread byte
     * @param limit where the content is taken to end; {@link Long#MAX_VALUE} for its own end
     * @param takeTail whether bytes after the last line end are a line
     * @param directives whether to look for directives
     * @param header in force at {@code from}; null if none
     */
    record Walk(String path, long from, long limit, boolean takeTail, boolean directives, String header) {}

    static Extent nothing(long at, String header) {
        return new Extent(at, at, 0, header, true);
    }

    boolean empty() {
        return records == 0;
    }

    /** Reads on from the walk's start until the budget is used up or the content ends. */
    static Extent of(Contents contents, Walk walk, Budget.Left budget) throws IOException {
        long before = Math.max(0, walk.from() - 1);
        try (PushbackInputStream in =
                new PushbackInputStream(contents.open(walk.path(), before).in(), 2)) {
            long from = walk.from() == 0 ? 0 : next(in, walk.from());
            return lines(new LineReader(in, from, walk.limit()), from, walk, budget);
        }
    }

    /** Where to go on: a line that was taken before its line end was written gets that line end now. */
    private static long next(PushbackInputStream in, long from) throws IOException {
        if (in.read() == '\n') {
            return from;
        }
        int first = in.read();
        if (first == '\n') {
            return from + 1;
        }
        int second = first < 0 ? -1 : in.read();
        if (first == '\r' && second == '\n') {
            return from + 2;
        }
        if (second >= 0) {
            in.unread(second);
        }
        if (first >= 0) {
            in.unread(first);
        }
        return from;
    }

    // The caller closes what the lines are read from.
    private static Extent lines(LineReader lines, long from, Walk walk, Budget.Left budget) throws IOException {
        Directives directives = new Directives();
        String header = walk.header();
        long to = from;
        long records = 0;
        while (lines.next()) {
            boolean fits = records < budget.records() && lines.following() - from <= budget.bytes();
            boolean first = budget.untouched() && records == 0;
            boolean unfinished = !lines.terminated() && !walk.takeTail();
            if (unfinished || !(fits || first)) {
                return new Extent(from, to, records, header, false);
            }
            to = lines.following();
            if (!walk.directives() || !directives.accept(lines.buffer(), lines.from(), lines.to())) {
                records++;
            } else if (directives.header() != null) {
                header = directives.header();
            }
        }
        return new Extent(from, to, records, header, true);
    }
}
