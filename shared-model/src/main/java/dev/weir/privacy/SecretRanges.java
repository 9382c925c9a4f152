package dev.weir.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ranges of a text's raw bytes that are secrets, found in any order and at any level of encoding. */
final class SecretRanges {
    /** More are one: an attacker's line must not grow without bound. */
    static final int MOST = 256;

    private static final Comparator<Range> BY_PLACE = Comparator.comparingInt(Range::from)
            .thenComparing(Comparator.comparingInt(Range::to).reversed());

    private final List<Range> ranges = new ArrayList<>();

    private record Range(int from, int to, SecretKind kind) {}

    void add(PercentDecoded view, int from, int to, SecretKind kind) {
        if (from < to) {
            ranges.add(new Range(view.start(from), view.start(to), kind));
        }
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /**
     * The text with marks in place of the ranges. What overlaps is one; ranges are widened to whole characters of the most
     * decoded text, so that no encoding is cut in two.
     */
    byte[] replaced(byte[] raw, PercentDecoded deepest, SecretCounts counts) {
        List<Range> merged = merged(deepest, raw.length);
        int length = raw.length;
        for (Range range : merged) {
            length += range.kind.markLength() - (range.to - range.from);
        }
        byte[] out = new byte[length];
        int read = 0;
        int written = 0;
        for (Range range : merged) {
            System.arraycopy(raw, read, out, written, range.from - read);
            written = range.kind.copyMark(out, written + range.from - read);
            read = range.to;
            counts.add(range.kind);
        }
        System.arraycopy(raw, read, out, written, raw.length - read);
        return out;
    }

    private List<Range> merged(PercentDecoded deepest, int end) {
        ranges.sort(BY_PLACE);
        List<Range> merged = new ArrayList<>();
        int at = 0;
        for (Range found : ranges) {
            while (at < deepest.length() && deepest.start(at + 1) <= found.from) {
                at++;
            }
            int from = Math.min(found.from, deepest.start(at));
            int stop = at;
            while (stop < deepest.length() && deepest.start(stop) < found.to) {
                stop++;
            }
            Range range = new Range(from, deepest.start(stop), found.kind);
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && range.from < last.to) {
                merged.set(merged.size() - 1, new Range(last.from, Math.max(last.to, range.to), last.kind));
            } else if (merged.size() == MOST) {
                merged.set(MOST - 1, new Range(last.from, end, SecretKind.REMAINDER));
                return merged;
            } else {
                merged.add(range);
            }
        }
        return merged;
    }
}
