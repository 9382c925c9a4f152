package dev.weir.format;

import java.util.List;

/**
 * Reads lines of the common log format that begin with more, fewer or other words than {@code client ident user}, which proxies,
 * containers and hand-made formats write. All words must have a place in one of the known shapes, or the line is none of these. One
 * per parser: not thread-safe.
 */
final class ClfFront {
    private static final int MOST_WORDS = 8;

    /** What a word in front of the time may be. */
    private enum Part {
        CLIENT(Token.of(Kind.ADDRESS, Field.CLIENT_ADDRESS)),
        /** A client that is told by what it is: an address. */
        ADDRESS(Token.of(Kind.STRICT_ADDRESS, Field.CLIENT_ADDRESS)),
        /** A client behind a host: an address, or a name with a point in it. */
        NEXT_CLIENT(Token.of(Kind.ADDRESS, Field.CLIENT_ADDRESS)),
        CLIENTS(Token.of(Kind.FORWARDED_ADDRESSES, Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR)),
        PEER(Token.of(Kind.STRICT_ADDRESS, Field.NETWORK_PEER_ADDRESS)),
        HOST(Token.of(Kind.VHOST, Field.SERVER_ADDRESS)),
        PORT(Token.of(Kind.NUMBER, Field.SERVER_PORT)),
        IDENT(Token.of(Kind.IDENT, Field.SERVER_ADDRESS)),
        USER(Token.of(Kind.USER, Field.USER_NAME)),
        /** The client once more, or those for whom it asks, in brackets. */
        AGAIN(Token.of(Kind.FORWARDED_AGAIN, Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR)),
        COUNTRY(Token.skip(null)),
        DATE(Token.skip(null)),
        CLOCK(Token.skip(null)),
        HYPHEN(Token.skip(null)),
        VIA(Token.skip(null));

        private final Token token;

        Part(Token token) {
            this.token = token;
        }

        boolean fits(byte[] b, int from, int to) {
            int length = to - from;
            return switch (this) {
                case CLIENT, ADDRESS, PEER, CLIENTS -> b[from] != '-' || length > 1;
                case NEXT_CLIENT -> isHost(b, from, to);
                case HOST -> isHost(b, from, to);
                case PORT -> length <= 5 && Digits.number(b, from, to) > 0;
                case HYPHEN -> length == 1 && b[from] == '-';
                case IDENT ->
                    b[from] == '-' ? length == 1 : Hosts.isHost(b, from, to) && IpAddress.parse(b, from, to) == null;
                case AGAIN -> b[from - 1] == '[' && b[to] == ']';
                case COUNTRY -> isCountry(b, from, to);
                case DATE -> length == 10 && b[from + 4] == b[from + 7] && (b[from + 4] == '/' || b[from + 4] == '-');
                case CLOCK -> length >= 8 && b[from + 2] == ':' && b[from + 5] == ':' && Digits.is(b[from]);
                case VIA -> length == 3 && b[from] == 'v' && b[from + 1] == 'i' && b[from + 2] == 'a';
                case USER -> b[from] != '[';
            };
        }

        /** A name with a point in it or a port behind it: other words are not told apart from a user's name. */
        private static boolean isHost(byte[] b, int from, int to) {
            boolean telling = false;
            for (int i = from; i < to; i++) {
                telling |= b[i] == '.' || b[i] == ':';
            }
            return telling && b[from] != '[' || to - from == 9 && b[from] == 'l' && b[to - 1] == 't';
        }
    }

    private static final List<Part> USUAL = List.of(Part.CLIENT, Part.IDENT, Part.USER);

    /** The shapes, of which the first that fits all words counts. */
    private static final List<List<Part>> SHAPES = List.of(
            USUAL,
            List.of(Part.CLIENT, Part.AGAIN, Part.USER),
            List.of(Part.CLIENTS, Part.IDENT, Part.USER),
            List.of(Part.CLIENT, Part.HYPHEN),
            List.of(Part.HOST, Part.ADDRESS),
            List.of(Part.CLIENT),
            List.of(Part.ADDRESS, Part.HYPHEN, Part.USER, Part.HYPHEN),
            List.of(Part.ADDRESS, Part.COUNTRY, Part.IDENT, Part.USER),
            List.of(Part.CLIENTS, Part.PEER, Part.IDENT, Part.USER),
            List.of(Part.COUNTRY, Part.CLIENT, Part.IDENT, Part.USER),
            List.of(Part.HOST, Part.NEXT_CLIENT, Part.IDENT, Part.USER),
            List.of(Part.HOST, Part.CLIENTS, Part.IDENT, Part.USER),
            List.of(Part.HOST, Part.PORT, Part.NEXT_CLIENT, Part.IDENT, Part.USER),
            List.of(Part.HOST, Part.NEXT_CLIENT, Part.HYPHEN),
            List.of(Part.CLIENT, Part.HYPHEN, Part.AGAIN, Part.HYPHEN, Part.USER),
            List.of(Part.CLIENT, Part.VIA, Part.PEER, Part.IDENT, Part.USER),
            List.of(Part.DATE, Part.CLOCK, Part.CLIENT, Part.IDENT, Part.USER),
            List.of(Part.DATE, Part.CLOCK, Part.HOST, Part.NEXT_CLIENT, Part.IDENT, Part.USER));

    private final FieldWriter writer;
    private final TemplateMatcher all;
    private final TemplateMatcher others;
    private final TemplateMatcher extra;
    private final int[] starts = new int[MOST_WORDS];
    private final int[] ends = new int[MOST_WORDS];
    private int count;

    /**
     * All formats begin with client, ident and user, or with more; {@link #behindWords} has taken that off.
     *
     * @param all those that are tried behind words that are not usual
     * @param others of these, those that have not been tried on the whole line
     * @param extra what is tried where none of these fits
     */
    ClfFront(FieldWriter writer, Candidates all, Candidates others, Candidates extra) {
        this.writer = writer;
        this.all = new TemplateMatcher(all, writer);
        this.others = new TemplateMatcher(others, writer);
        this.extra = new TemplateMatcher(extra, writer);
    }

    /** What formats have from the time on. */
    static Candidates behindWords(List<LogFormat> formats) {
        return Candidates.of(formats, ClfFront::behindWords);
    }

    private static Template behindWords(Template template) {
        Template telling = template.telling();
        int time = 0;
        while (!telling.tokens().get(time).kind().isTime()) {
            time++;
        }
        return telling.behind(time);
    }

    /** Whether the word is a country's code as ISO 3166 has them. */
    static boolean isCountry(byte[] b, int from, int to) {
        return to - from == 2 && b[from] >= 'A' && b[from] <= 'Z' && b[from + 1] >= 'A' && b[from + 1] <= 'Z';
    }

    /** Whether the line is one of these; its fields are set then, and may be otherwise. */
    boolean match(byte[] b, int from, int to, ParsedLine out) {
        int time = words(b, from, to);
        if (time < 0) {
            return false;
        }
        for (List<Part> shape : SHAPES) {
            out.rewind(0);
            if (shape.size() == count && fits(shape, b, out)) {
                boolean tried = shape.equals(USUAL) && b[starts[0]] != '"' && isSingle(time);
                return rest(tried ? others : all, b, time, to, out);
            }
        }
        return false;
    }

    /** Finds the words up to the time in brackets, and where its bracket is; negative if there are too many, or no time. */
    private int words(byte[] b, int from, int to) {
        count = 0;
        int at = from;
        while (at < to) {
            if (b[at] == ' ') {
                at++;
                continue;
            }
            if (b[at] == '[' && writer.times().parse(b, at + 1, to)) {
                return count == 0 ? -1 : at;
            }
            if (count == MOST_WORDS) {
                return -1;
            }
            int end = end(b, at, to);
            starts[count] = at;
            ends[count++] = end;
            at = end;
        }
        return -1;
    }

    /** Whether one blank is behind each word, as in what is usual. */
    private boolean isSingle(int time) {
        for (int i = 0; i < count; i++) {
            if ((i + 1 < count ? starts[i + 1] : time) != ends[i] + 1) {
                return false;
            }
        }
        return true;
    }

    /** Where a word ends: a list, or what is quoted, is one. */
    private static int end(byte[] b, int from, int to) {
        boolean quoted = b[from] == '"';
        int at = from + 1;
        while (at < to && (quoted ? b[at - 1] != '"' || at == from + 1 : b[at] != ' ' || b[at - 1] == ',')) {
            at++;
        }
        return at;
    }

    private boolean fits(List<Part> shape, byte[] b, ParsedLine out) {
        for (int i = 0; i < count; i++) {
            int quote = quote(shape.get(i), b, i);
            boolean inside = quote > 0 || shape.get(i) != Part.AGAIN;
            if (!inside || !shape.get(i).fits(b, starts[i] + quote, ends[i] - quote)) {
                return false;
            }
        }
        for (int i = 0; i < count; i++) {
            int quote = quote(shape.get(i), b, i);
            if (!writer.write(shape.get(i).token, b, starts[i] + quote, ends[i] - quote, false, out)) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes of quotes or brackets are on each side of a word: a user's quotes say that it is one word. */
    private int quote(Part part, byte[] b, int i) {
        boolean enclosed = ends[i] - starts[i] > 2;
        boolean quoted = part != Part.USER && b[starts[i]] == '"' && b[ends[i] - 1] == '"';
        return enclosed && (quoted || part == Part.AGAIN) ? 1 : 0;
    }

    private boolean rest(TemplateMatcher rest, byte[] b, int time, int to, ParsedLine out) {
        long words = out.mark();
        if (rest.match(b, time, to, out, words) != null && extra.match(b, time, to, out, words) != null) {
            return false;
        }
        boolean plain =
                out.format().equals(BuiltIns.COMBINED.name()) || out.format().equals(BuiltIns.COMMON.name());
        if (plain && out.has(Field.SERVER_ADDRESS)) {
            out.event(BuiltIns.VHOST_COMBINED.name());
        }
        return true;
    }
}
