package dev.weir.format;

import java.util.ArrayList;
import java.util.List;

/** A recogniser that remembers what it was asked of a line, and forgets what a failed try wrote. Not thread-safe. */
final class Attempts implements LineParser.Recogniser {
    private final LineParser.Recogniser recogniser;
    private final ListeningWriter writer;
    private final List<Attempt> all = new ArrayList<>();

    /**
     * A try to read a line proper.
     *
     * @param line the array that it stands in
     * @param from where it starts
     * @param to where it ends
     * @param header the fields in force; null if there are none
     * @param reason why it failed; null if it did not
     */
    @SuppressWarnings("ArrayRecordComponent") // Which array it is, is what matters.
    record Attempt(byte[] line, int from, int to, String header, Reason reason) {}

    Attempts(LineParser.Recogniser recogniser, ListeningWriter writer) {
        this.recogniser = recogniser;
        this.writer = writer;
    }

    void forget() {
        all.clear();
    }

    /** In order: only the last can have succeeded. */
    List<Attempt> all() {
        return List.copyOf(all);
    }

    @Override
    public Reason match(byte[] b, int from, int to, String header, ParsedLine out) {
        writer.forget();
        Reason reason = recogniser.match(b, from, to, header, out);
        all.add(new Attempt(b, from, to, header, reason));
        return reason;
    }
}
