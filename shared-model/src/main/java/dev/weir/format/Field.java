package dev.weir.format;

/**
 * The fields of an access event, in column order. Names are the OpenTelemetry semantic conventions' in snake_case
 * (<a href="https://opentelemetry.io/docs/specs/semconv/http/">HTTP conventions</a>); an absent field is null.
 */
public enum Field {
    TIMESTAMP(Type.TIMESTAMP, "When the request was logged, UTC"),
    TIMESTAMP_ZONE_ASSUMED(Type.BOOLEAN, "True where the line names no zone and the configured one was assumed"),
    CLIENT_ADDRESS(Type.TEXT, "The client address, by the trusted-proxy rule"),
    CLIENT_PORT(Type.NUMBER, "The client port"),
    NETWORK_PEER_ADDRESS(Type.TEXT, "The other end of the connection: the last proxy, or the client"),
    USER_NAME(Type.TEXT, "The authenticated user"),
    HTTP_REQUEST_METHOD(Type.TEXT, "The method"),
    HTTP_REQUEST_LINE(Type.TEXT, "The request line as logged, only where it does not parse"),
    URL_SCHEME(Type.TEXT, "http or https"),
    SERVER_ADDRESS(Type.TEXT, "The host that was asked for, lower case, without port"),
    SERVER_PORT(Type.NUMBER, "The port that was asked for"),
    URL_PATH(Type.TEXT, "The path as sent, undecoded, without query"),
    URL_QUERY(Type.TEXT, "The query as sent, undecoded"),
    NETWORK_PROTOCOL_VERSION(Type.TEXT, "The HTTP version"),
    HTTP_RESPONSE_STATUS_CODE(Type.NUMBER, "The status code as logged; 0 and 499 occur"),
    HTTP_RESPONSE_BODY_SIZE(Type.NUMBER, "Bytes of the response, without headers where the format tells them apart"),
    HTTP_REQUEST_SIZE(Type.NUMBER, "Bytes of the request"),
    HTTP_REQUEST_HEADER_REFERER(Type.TEXT, "The Referer header"),
    HTTP_REQUEST_HEADER_X_FORWARDED_FOR(Type.TEXT, "The X-Forwarded-For header"),
    USER_AGENT_ORIGINAL(Type.TEXT, "The User-Agent header"),
    DURATION_US(Type.NUMBER, "Duration, microseconds"),
    UPSTREAM_ADDRESS(Type.TEXT, "The server behind the proxy"),
    UPSTREAM_STATUS_CODE(Type.NUMBER, "The status code of the server behind the proxy"),
    UPSTREAM_DURATION_US(
            Type.NUMBER, "Duration of the server behind the proxy, microseconds; the sum of several tries"),
    REQUEST_ID(Type.TEXT, "The id that the server gave the request"),
    TLS_VERSION(Type.TEXT, "The TLS version"),
    TLS_CIPHER(Type.TEXT, "The TLS cipher"),
    CACHE_STATUS(Type.TEXT, "Hit, miss and so on, as logged");

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
    private final String says;
    private final String column;

    Field(Type type, String says) {
        this.type = type;
        this.says = says;
        this.column = name().toLowerCase(java.util.Locale.ROOT);
    }

    public Type type() {
        return type;
    }

    /** What it means, one sentence without full stop. */
    public String says() {
        return says;
    }

    /** The column's name in tables and the key in JSON. */
    public String column() {
        return column;
    }
}
