package dev.weir.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A writer that remembers which pieces of a line it was given for which fields. Those that an alternative was given which then
 * failed are forgotten once the next one is given others in their place. Not thread-safe.
 */
final class ListeningWriter extends FieldWriter {
    private final List<Heard> heard = new ArrayList<>();
    private int depth;

    /**
     * A piece.
     *
     * @param line the array that it stands in
     */
    @SuppressWarnings("ArrayRecordComponent") // Which array it is, is what matters.
    record Heard(byte[] line, Token token, int from, int to, boolean escaped) {}

    ListeningWriter(Timestamps times) {
        super(times);
    }

    void forget() {
        heard.clear();
    }

    /** The pieces of a line, in its order. */
    List<Heard> of(byte[] line) {
        return heard.stream()
                .filter(piece -> piece.line() == line)
                .sorted(Comparator.comparingInt(Heard::from))
                .toList();
    }

    @Override
    void time(Token token, byte[] b, int from, ParsedLine out) {
        super.time(token, b, from, out);
        hear(new Heard(b, token, from, times().end(), false));
    }

    @Override
    boolean write(Token token, byte[] b, int from, int to, boolean escaped, ParsedLine out) {
        depth++;
        try {
            return super.write(token, b, from, to, escaped, out);
        } finally {
            depth--;
            if (depth == 0) {
                hear(new Heard(b, token, from, to, escaped));
            }
        }
    }

    private void hear(Heard piece) {
        heard.removeIf(earlier -> earlier.line() == piece.line() && earlier.from() >= piece.from());
        heard.add(piece);
    }
}
