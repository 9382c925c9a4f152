package dev.weir.format;

/** How the text of a format's field is read. {@code -} and nothing mean absent in all of them. */
enum Kind {
    /** Text that may be a list with spaces after its commas or around its colons, as nginx writes of upstreams. */
    LIST_TEXT,
    /** Ignored. */
    SKIP,
    /** Kept as it is. */
    TEXT,
    /** Text that is one word: with a space in it, it would be several fields. */
    WORD,
    /** Text in which {@code +} stands for a space, as IIS writes it. */
    PLUS_TEXT,
    /** Percent-encoded text, encoded twice by older versions of CloudFront. */
    PERCENT_TEXT,
    /** A time in one of the syntaxes of {@link Timestamps}. */
    TIME(Begin.DIGIT),
    /** The same, where a month that is a number stands behind the day. */
    DAY_FIRST_TIME(Timestamps.Order.DAY_FIRST),
    /** The same, where a month that is a number stands in front of the day. */
    MONTH_FIRST_TIME(Timestamps.Order.MONTH_FIRST),
    /** A W3C date; its time of day stands in another column. */
    DATE,
    /** A W3C time of day, UTC. */
    TIME_OF_DAY,
    /** A date of the server's own zone. */
    LOCAL_DATE,
    /** A time of day in the server's own zone. */
    LOCAL_TIME_OF_DAY,
    /** An address or host name, perhaps with a port; other text is no value. */
    ADDRESS,
    /** An address or host name that is always followed by a port, so that the last colon tells. */
    ADDRESS_AND_PORT,
    /** The name of a user: one word, or in quotes. */
    USER,
    /** What should be RFC 1413's identity, and is nothing, or a virtual host. */
    IDENT,
    /** {@code https}; or the version, where a server says that in its place. */
    SCHEME,
    /** {@code X-Forwarded-For} where something without any address in it would mean another format. */
    FORWARDED_OR_OTHER,
    /** {@code X-Forwarded-For}, unless it only repeats the peer. */
    FORWARDED_OR_PEER,
    /** {@code X-Forwarded-For}, or whatever else lists addresses. */
    FORWARDED,
    /** A host name, perhaps with a port; {@code _} is none. */
    HOST,
    /** A host name, which may have a port of its own, and a port behind it. */
    HOST_AND_PORT,
    /** What is nothing but the name of a virtual host, perhaps with a port: what tells a format from a similar one. */
    VHOST,
    /** An address and nothing else: what tells a format from a similar one. */
    STRICT_ADDRESS,
    /** Method, target and version. */
    REQUEST,
    /** A request without quotes: a method and a path must tell that it is one. */
    BARE_REQUEST,
    /** A request, in which HAProxy writes {@code #22} for a quote. */
    HASHED_REQUEST(true),
    /** A request, in whose target's place API Gateway writes the route: {@code GET GET /pets HTTP/1.1}. */
    ROUTED_REQUEST,
    /** A route, {@code ANY /pets}, whose path stands for the request's where nothing else names that. */
    ROUTE,
    METHOD,
    /** Path and query, or an absolute URL. */
    TARGET,
    /** An absolute URL, one without its scheme, or the host and port of a tunnel, as proxies write them. */
    URL,
    /** A target with HAProxy's escapes. */
    HASHED_TARGET(true),
    /** Text in which a quote is doubled, as CSV writes it. */
    DOUBLED_TEXT(true),
    /** A target in which a quote is doubled. */
    DOUBLED_TARGET(true),
    /** {@code X-Forwarded-For} that holds nothing but addresses: what tells a format from a similar one. */
    FORWARDED_ADDRESSES,
    /** The same, unless it only repeats the client. */
    FORWARDED_AGAIN,
    /** What is left of a line: text that does not begin with a quote, or one in quotes. */
    CLOSED(true),
    /** What is left of a line, in which each quote that opens is closed. */
    BALANCED(true),
    /** Text that does not begin with a quote. */
    UNQUOTED(true),
    /** {@code -}, without the quotes that stand around it elsewhere. */
    BARE(Begin.HYPHEN, true),
    /** Query, perhaps with its question mark. */
    QUERY,
    /** {@code HTTP/1.1}. */
    PROTOCOL,
    /** An integer that is not negative. */
    NUMBER(Begin.NUMERIC),
    /** A status, or a list of which the last one counts. */
    STATUS(Begin.NUMERIC),
    SECONDS(Begin.NUMERIC),
    /** Seconds that are one part of the total. */
    SECONDS_PART(Begin.NUMERIC),
    /** Seconds of the upstream that are one part of the total, too. */
    SECONDS_UPSTREAM_PART(Begin.NUMERIC),
    MILLIS(Begin.NUMERIC),
    MICROS(Begin.NUMERIC),
    NANOS(Begin.NUMERIC),
    /** Seconds with a decimal point, else milliseconds. */
    SECONDS_OR_MILLIS,
    /** Seconds with a decimal point; a whole number may be of another unit, and is none. */
    FRACTIONAL_SECONDS(Begin.NUMERIC),
    /** Milliseconds, or 0 where nothing was measured; only in JSON. */
    NONZERO_MILLIS,
    /** Nanoseconds, or 0 where nothing was measured; only in JSON. */
    NONZERO_NANOS,
    /** A target without its first slash; only in JSON. */
    ROOTED_TARGET,
    /** Milliseconds that are one part of the total; only in JSON. */
    MILLIS_PART,
    /** Percent-encoded text, in which {@code +} stands for a space unless {@code %20} does; only in JSON. */
    URL_TEXT,
    /** {@code true} and {@code 1} are HIT, {@code false} and {@code 0} MISS. */
    CACHE_HIT;

    private final Begin begin;
    private final Timestamps.Order order;
    private final boolean judged;

    Kind() {
        this(Begin.ANY);
    }

    Kind(Begin begin) {
        this(begin, Timestamps.Order.UNKNOWN, false);
    }

    Kind(boolean judged) {
        this(Begin.ANY, Timestamps.Order.UNKNOWN, judged);
    }

    Kind(Begin begin, boolean judged) {
        this(begin, Timestamps.Order.UNKNOWN, judged);
    }

    Kind(Timestamps.Order order) {
        this(Begin.DIGIT, order, false);
    }

    Kind(Begin begin, Timestamps.Order order, boolean judged) {
        this.begin = begin;
        this.order = order;
        this.judged = judged;
    }

    /** Whether it is a moment, in any syntax. */
    boolean isTime() {
        return begin == Begin.DIGIT;
    }

    /** How a time writes its date. */
    Timestamps.Order order() {
        return order;
    }

    /** Whether a value must be looked at, or something be undone to it, before it can be read. */
    boolean isJudged() {
        return judged;
    }

    /** What is left when the escapes that only some servers use are undone. */
    Kind unescaped() {
        return switch (this) {
            case HASHED_REQUEST -> REQUEST;
            case HASHED_TARGET, DOUBLED_TARGET -> TARGET;
            case DOUBLED_TEXT -> TEXT;
            default -> this;
        };
    }

    /** Whether a quote inside the value is doubled. */
    boolean isDoubled() {
        return this == DOUBLED_TEXT || this == DOUBLED_TARGET;
    }

    /** Whether a space inside the value may belong to a list. */
    boolean isList() {
        return this == LIST_TEXT || this == STATUS || this == SECONDS || this == FORWARDED;
    }

    /** Whether a value can begin with the byte: a cheap test that keeps a scan from stopping too early. */
    boolean mayBegin(byte b) {
        return begin == Begin.ANY
                || (begin == Begin.HYPHEN ? b == '-' : Digits.is(b))
                || begin == Begin.NUMERIC && (b == '-' || b == '+' || b == '"' || b == ' ' || b == ',');
    }

    private enum Begin {
        ANY,
        /** As times do, and nothing else. */
        DIGIT,
        HYPHEN,
        NUMERIC
    }
}
