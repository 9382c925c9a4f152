package dev.weir.format;

/**
 * The fields of an access event, in column order. Names are the OpenTelemetry semantic conventions' in snake_case
 * (<a href="https://opentelemetry.io/docs/specs/semconv/http/">HTTP conventions</a>); an absent field is null.
 */
public enum Field {
    /** When the request was logged, microseconds since the epoch, UTC. */
    TIMESTAMP(Type.TIMESTAMP),
    /** True where the line names no zone, so that the configured one was assumed. */
    TIMESTAMP_ZONE_ASSUMED(Type.BOOLEAN),
    /** The client's address, after the trusted-proxy rule. */
    CLIENT_ADDRESS(Type.TEXT),
    CLIENT_PORT(Type.NUMBER),
    /** The address of the connection's other end: the last proxy, or the client itself. */
    NETWORK_PEER_ADDRESS(Type.TEXT),
    USER_NAME(Type.TEXT),
    HTTP_REQUEST_METHOD(Type.TEXT),
    /** The request line as logged, only where it does not parse. */
    HTTP_REQUEST_LINE(Type.TEXT),
    URL_SCHEME(Type.TEXT),
    /** The host that was asked for, lower case, without port. */
    SERVER_ADDRESS(Type.TEXT),
    SERVER_PORT(Type.NUMBER),
    /** The path as sent, undecoded, without query. */
    URL_PATH(Type.TEXT),
    /** The query as sent, undecoded, without question mark. */
    URL_QUERY(Type.TEXT),
    /** {@code 1.1}, {@code 2}, {@code 3}. */
    NETWORK_PROTOCOL_VERSION(Type.TEXT),
    /** As logged; 0 and 499 occur. */
    HTTP_RESPONSE_STATUS_CODE(Type.NUMBER),
    /** Bytes of the response; without headers where the format tells them apart. */
    HTTP_RESPONSE_BODY_SIZE(Type.NUMBER),
    /** Bytes of the request. */
    HTTP_REQUEST_SIZE(Type.NUMBER),
    HTTP_REQUEST_HEADER_REFERER(Type.TEXT),
    HTTP_REQUEST_HEADER_X_FORWARDED_FOR(Type.TEXT),
    USER_AGENT_ORIGINAL(Type.TEXT),
    /** Microseconds, whatever the format's unit. */
    DURATION_US(Type.NUMBER),
    UPSTREAM_ADDRESS(Type.TEXT),
    UPSTREAM_STATUS_CODE(Type.NUMBER),
    /** Microseconds; of several tries, their sum. */
    UPSTREAM_DURATION_US(Type.NUMBER),
    REQUEST_ID(Type.TEXT),
    TLS_VERSION(Type.TEXT),
    TLS_CIPHER(Type.TEXT),
    CACHE_STATUS(Type.TEXT);

    /** How a field's value is held. */
    public enum Type {
        /** UTF-8 text. */
        TEXT,
        /** A 64-bit integer. */
        NUMBER,
        BOOLEAN,
        /** Microseconds since the epoch, UTC. */
        TIMESTAMP
    }

    private final Type type;
    private final String column;

    Field(Type type) {
        this.type = type;
        this.column = name().toLowerCase(java.util.Locale.ROOT);
    }

    public Type type() {
        return type;
    }

    /** The column's name in tables and the key in JSON. */
    public String column() {
        return column;
    }
}
