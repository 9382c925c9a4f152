package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns lines into events or dead letters. The result is a pure function of line, header, format and settings; no bytes
 * make it throw; its time is linear in the line's length. Make one per thread.
 */
public final class LineParser {
    /** The bytes that a line may have. Sources keep one more of a longer one, so that its length says that it was cut. */
    public static final int LONGEST = 1 << 20;

    /** The attribute that says how many bytes of another line, torn off, and of the gap behind it stood in front of this one. */
    static final String TORN = "torn_bytes";

    private final ClientRule clients;
    private final Recogniser recogniser;
    private final String pinned;

    /**
     * A parser of one format.
     *
     * @param format the format, or {@link LogFormat#AUTO}
     * @param settings what lines do not say
     */
    public LineParser(LogFormat format, ParserSettings settings) {
        this(format, settings, Recogniser.of(format, new FieldWriter(new Timestamps(settings.zone()))));
    }

    /** The same, by a recogniser of the format that tells somebody what it does. */
    LineParser(LogFormat format, ParserSettings settings, Recogniser recogniser) {
        this.clients = new ClientRule(settings.trusted());
        this.recogniser = recogniser;
        this.pinned = format.shape() instanceof Shape.Auto ? null : format.name();
    }

    /**
     * Parses a line without its line end.
     *
     * @param line an array that holds the line; the result may point into it
     * @param from where the line starts
     * @param to where it ends, exclusive
     * @param fieldsHeader the W3C {@code #Fields} in force, without that word; null if there is none
     * @param into what the line became
     */
    public void parse(byte[] line, int from, int to, String fieldsHeader, ParsedLine into) {
        into.reset();
        try {
            parseTotal(line, from, to, fieldsHeader, into);
        } catch (RuntimeException e) {
            // A line that found a defect must not stop the stream forever: it is kept, counted and seen.
            into.deadLetter(Reason.INTERNAL_ERROR, pinned);
        }
    }

    private void parseTotal(byte[] line, int from, int to, String header, ParsedLine into) {
        byte[] b = line;
        int start = from;
        int end = to;
        if (to - from > LONGEST) {
            into.deadLetter(Reason.TOO_LONG, pinned);
            return;
        }
        while (end > start && (b[end - 1] == '\r' || b[end - 1] == '\n' || b[end - 1] == 0)) {
            end--;
        }
        // A rotation by copy and truncate, or a machine that died, leaves a gap of NULs behind what is left of a line.
        while (start < end && b[start] == 0) {
            start++;
        }
        int torn = start;
        int unusual = Utf8.firstUnusual(b, start, end);
        if (unusual < end) {
            start = afterLastGap(b, unusual, end, start);
        }
        torn = start - torn;
        while (start < end && b[start] == ' ') {
            start++;
        }
        if (end - start >= 3
                && (b[start] & 0xff) == 0xef
                && (b[start + 1] & 0xff) == 0xbb
                && (b[start + 2] & 0xff) == 0xbf) {
            start += 3;
        }
        if (isBlank(b, start, end)) {
            into.deadLetter(Reason.EMPTY_LINE, pinned);
            return;
        }
        if (unusual < end && !Utf8.isValid(b, start, end)) {
            b = new String(b, start, end - start, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            start = 0;
            end = b.length;
        }
        if (isHeader(b, start, end)) {
            into.deadLetter(Reason.HEADER_LINE, pinned);
            return;
        }
        Reason reason = recognise(b, start, end, header, into);
        if (reason == null) {
            clients.apply(into);
            reason = into.has(Field.TIMESTAMP) ? null : Reason.BAD_TIMESTAMP;
        }
        if (reason != null) {
            into.deadLetter(reason, pinned != null ? pinned : into.format());
        } else {
            if (pinned != null) {
                into.event(pinned);
            }
            if (torn > 0) {
                into.attribute(TORN, Integer.toString(torn));
            }
        }
    }

    private Reason recognise(byte[] b, int start, int end, String header, ParsedLine into) {
        Reason reason = behindPrefix(b, start, end, header, into);
        int inner = reason == null ? end : JsonRecords.start(b, Prefixes.skip(b, start, end), end);
        if (inner == end || b[inner] != '{') {
            return reason;
        }
        String format = into.format();
        Envelope envelope = Envelope.open(b, inner, end);
        for (byte[] content : envelope.contents()) {
            into.reset();
            if (behindPrefix(content, 0, content.length, null, into) == null) {
                if (!envelope.more().isEmpty()) {
                    into.attribute(JsonRecords.ATTRIBUTE, envelope.more());
                }
                return null;
            }
        }
        into.reset();
        into.event(format);
        return reason;
    }

    private Reason behindPrefix(byte[] b, int start, int end, String header, ParsedLine into) {
        int skipped = Prefixes.skip(b, start, end);
        // In front of nothing, it is no prefix.
        int inner = skipped < end ? skipped : start;
        Reason reason = recogniser.match(b, inner, end, header, into);
        if (reason == null) {
            return null;
        }
        String format = into.format();
        if (inner > start) {
            // What looks like a prefix may be the format's own beginning.
            into.reset();
            if (recogniser.match(b, start, end, header, into) == null) {
                return null;
            }
        }
        for (int i = 0; i < Prefixes.MOST_RARE; i++) {
            int rare = Prefixes.skipRare(b, start, end, i);
            if (rare > start && rare < end) {
                into.reset();
                if (recogniser.match(b, rare, end, header, into) == null) {
                    return null;
                }
            }
        }
        into.reset();
        // Columns of a header are single ones, and blanks between JSON's values mean nothing.
        byte[] single = header == null && b[start] != '{' ? Blanks.single(b, start, end) : b;
        if (single != b && behindPrefix(single, 0, single.length, null, into) == null) {
            return null;
        }
        into.reset();
        into.event(format);
        return reason;
    }

    /** Behind the last gap, or {@code none} if there is none: one NUL inside is somebody's value. */
    private static int afterLastGap(byte[] b, int from, int to, int none) {
        for (int after = to; after - 2 >= from; after--) {
            if (b[after - 1] == 0 && b[after - 2] == 0) {
                return after;
            }
        }
        return none;
    }

    private static boolean isBlank(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != ' ' && b[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHeader(byte[] b, int from, int to) {
        if (JsonRecords.isBracket(b, from, to)) {
            return true;
        }
        if (b[from] == '#') {
            return Directives.isDirective(b, from, to);
        }
        return b[from] == '"' && startsWith(b, from, to, "\"time_micros\"");
    }

    private static boolean startsWith(byte[] b, int from, int to, String text) {
        boolean same = to - from >= text.length();
        for (int i = 0; i < text.length() && same; i++) {
            same = b[from + i] == text.charAt(i);
        }
        return same;
    }

    /** The formats that a line is tried against, in an order that only its bytes decide. */
    interface Recogniser {
        Reason match(byte[] b, int from, int to, String header, ParsedLine out);

        static Recogniser of(LogFormat format, FieldWriter writer) {
            Shape shape = format.shape();
            if (shape instanceof Shape.Text text) {
                TemplateMatcher matcher = new TemplateMatcher(
                        Candidates.of(text.all().stream()
                                .map(template -> new Candidates.Named(format.name(), template))
                                .toList()),
                        writer);
                return (b, from, to, header, out) -> {
                    Reason reason = matcher.match(b, from, to, out);
                    return reason == Reason.UNRECOGNISED_FORMAT ? Reason.MALFORMED : reason;
                };
            }
            if (shape instanceof Shape.Json json) {
                return new PinnedJson(format.name(), json, writer);
            }
            if (shape instanceof Shape.W3c) {
                W3cMatcher matcher = new W3cMatcher(writer);
                return matcher::match;
            }
            if (shape instanceof Shape.Console) {
                ConsoleMatcher matcher = new ConsoleMatcher(format, writer);
                return (b, from, to, header, out) -> matcher.match(b, from, to, out);
            }
            return new AutoRecogniser(writer);
        }
    }

    /** A JSON format, read as text where the server wrote JSON that is none. */
    private static final class PinnedJson implements Recogniser {
        private final JsonMatcher json;
        private final TemplateMatcher text;

        PinnedJson(String name, Shape.Json shape, FieldWriter writer) {
            json = new JsonMatcher(shape.named(name).toList(), writer);
            text = shape.fallback() == null
                    ? null
                    : new TemplateMatcher(Candidates.of(List.of(new Candidates.Named(name, shape.fallback()))), writer);
        }

        @Override
        public Reason match(byte[] b, int from, int to, String header, ParsedLine out) {
            Reason reason = json.match(b, from, to, out);
            if (reason == Reason.MALFORMED && text != null) {
                out.reset();
                return text.match(b, from, to, out) == null ? null : Reason.MALFORMED;
            }
            return reason;
        }
    }
}
