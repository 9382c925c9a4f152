package dev.weir.format;

/** How the text of a format's field is read. {@code -} and nothing mean absent in all of them. */
enum Kind {
    /** Text that may be a list with spaces after its commas or around its colons, as nginx writes of upstreams. */
    LIST_TEXT,
    /** Ignored. */
    SKIP,
    /** Kept as it is. */
    TEXT,
    /** Text in which {@code +} stands for a space, as IIS writes it. */
    PLUS_TEXT,
    /** Percent-encoded text, encoded twice by older versions of CloudFront. */
    PERCENT_TEXT,
    /** A time in one of the syntaxes of {@link Timestamps}. */
    TIME(Begin.DIGIT),
    /** A W3C date; its time of day stands in another column. */
    DATE,
    /** A W3C time of day, UTC. */
    TIME_OF_DAY,
    /** An address or host name, perhaps with a port. */
    ADDRESS,
    /** {@code X-Forwarded-For} where a number in its place would mean another format. */
    FORWARDED_OR_OTHER,
    /** {@code X-Forwarded-For}, unless it only repeats the peer. */
    FORWARDED_OR_PEER,
    /** {@code X-Forwarded-For}, or whatever else lists addresses. */
    FORWARDED,
    /** A host name, perhaps with a port. */
    HOST,
    /** A name of a virtual host, perhaps with a port, where an address or another name would be another format's. */
    VHOST,
    /** An address and nothing else: what tells a format from a similar one. */
    STRICT_ADDRESS,
    /** Method, target and version. */
    REQUEST,
    METHOD,
    /** Path and query, or an absolute URL. */
    TARGET,
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
    /** Milliseconds that are one part of the total; only in JSON. */
    MILLIS_PART,
    /** Percent-encoded text, in which {@code +} stands for a space unless {@code %20} does; only in JSON. */
    URL_TEXT,
    /** {@code true} and {@code 1} are HIT, {@code false} and {@code 0} MISS. */
    CACHE_HIT;

    private final Begin begin;

    Kind() {
        this(Begin.ANY);
    }

    Kind(Begin begin) {
        this.begin = begin;
    }

    /** Whether a space inside the value may belong to a list. */
    boolean isList() {
        return this == LIST_TEXT || this == STATUS || this == SECONDS || this == FORWARDED;
    }

    /** Whether a value can begin with the byte: a cheap test that keeps a scan from stopping too early. */
    boolean mayBegin(byte b) {
        return begin == Begin.ANY
                || Digits.is(b)
                || begin == Begin.NUMERIC && (b == '-' || b == '+' || b == '"' || b == ' ' || b == ',');
    }

    private enum Begin {
        ANY,
        DIGIT,
        NUMERIC
    }
}
