package dev.weir.format;

/** The JSON formats that are known by their keys. */
final class JsonFormats {
    /** <a href="https://docs.cloud.google.com/load-balancing/docs/https/https-logging-monitoring">Cloud Logging's entries</a>. */
    static final JsonFormat GOOGLE_LB = JsonFormat.of(
            """
            timestamp TIME TIMESTAMP
            httpRequest>remoteIp ADDRESS CLIENT_ADDRESS
            httpRequest>requestMethod METHOD HTTP_REQUEST_METHOD
            httpRequest>requestUrl TARGET URL_PATH
            httpRequest>protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            httpRequest>status STATUS HTTP_RESPONSE_STATUS_CODE
            httpRequest>requestSize NUMBER HTTP_REQUEST_SIZE
            httpRequest>responseSize NUMBER HTTP_RESPONSE_BODY_SIZE
            httpRequest>userAgent TEXT USER_AGENT_ORIGINAL
            httpRequest>referer TEXT HTTP_REQUEST_HEADER_REFERER
            httpRequest>latency SECONDS DURATION_US
            httpRequest>serverIp TEXT UPSTREAM_ADDRESS
            httpRequest>cacheHit CACHE_HIT CACHE_STATUS
            insertId TEXT REQUEST_ID
            """, "timestamp|receiveTimestamp", "httpRequest>requestMethod|httpRequest>requestUrl|httpRequest>remoteIp");

    /** <a href="https://caddyserver.com/docs/logging">Caddy's structured access log</a>. */
    static final JsonFormat CADDY = JsonFormat.of("""
            ts TIME TIMESTAMP
            request>client_ip ADDRESS CLIENT_ADDRESS
            request>remote_ip ADDRESS NETWORK_PEER_ADDRESS
            request>remote_addr ADDRESS NETWORK_PEER_ADDRESS
            request>remote_port NUMBER CLIENT_PORT
            user_id TEXT USER_NAME
            request>method METHOD HTTP_REQUEST_METHOD
            request>uri TARGET URL_PATH
            request>host HOST SERVER_ADDRESS
            request>proto PROTOCOL NETWORK_PROTOCOL_VERSION
            status STATUS HTTP_RESPONSE_STATUS_CODE
            size NUMBER HTTP_RESPONSE_BODY_SIZE
            bytes_read NUMBER HTTP_REQUEST_SIZE
            duration SECONDS DURATION_US
            request>headers>Referer TEXT HTTP_REQUEST_HEADER_REFERER
            request>headers>User-Agent TEXT USER_AGENT_ORIGINAL
            request>headers>X-Forwarded-For FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            """, "ts", "request>uri", "request>method", "status");

    /**
     * <a href="https://doc.traefik.io/traefik/observe/logs-and-access-logs/">Traefik's access log as JSON</a>.
     * {@code ClientHost} is {@code X-Forwarded-For} where the request has that header, so only {@code ClientAddr} says
     * who the peer was.
     */
    static final JsonFormat TRAEFIK = JsonFormat.of(
            """
            StartUTC TIME TIMESTAMP
            StartLocal TIME TIMESTAMP
            time TIME TIMESTAMP
            ClientAddr ADDRESS NETWORK_PEER_ADDRESS
            ClientHost FORWARDED_OR_PEER HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            request_X-Forwarded-For FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            ClientUsername TEXT USER_NAME
            RequestMethod METHOD HTTP_REQUEST_METHOD
            RequestPath TARGET URL_PATH
            RequestHost HOST SERVER_ADDRESS
            RequestPort NUMBER SERVER_PORT
            RequestScheme TEXT URL_SCHEME
            RequestProtocol PROTOCOL NETWORK_PROTOCOL_VERSION
            DownstreamStatus STATUS HTTP_RESPONSE_STATUS_CODE
            DownstreamContentSize NUMBER HTTP_RESPONSE_BODY_SIZE
            RequestContentSize NUMBER HTTP_REQUEST_SIZE
            Duration NANOS DURATION_US
            ServiceAddr TEXT UPSTREAM_ADDRESS
            OriginStatus STATUS UPSTREAM_STATUS_CODE
            OriginDuration NANOS UPSTREAM_DURATION_US
            request_User-Agent TEXT USER_AGENT_ORIGINAL
            request_Referer TEXT HTTP_REQUEST_HEADER_REFERER
            TLSVersion TEXT TLS_VERSION
            TLSCipher TEXT TLS_CIPHER
            """, "StartUTC|StartLocal|time", "DownstreamStatus|OriginStatus", "RequestPath|RequestMethod");

    /** <a href="https://gateway.envoyproxy.io/docs/tasks/observability/proxy-accesslog/">Envoy Gateway's default</a>, and Istio's. */
    static final JsonFormat ENVOY_GATEWAY = JsonFormat.of("""
            start_time TIME TIMESTAMP
            downstream_remote_address ADDRESS CLIENT_ADDRESS
            downstream_direct_remote_address ADDRESS NETWORK_PEER_ADDRESS
            x-forwarded-for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            x_forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            method METHOD HTTP_REQUEST_METHOD
            x-envoy-origin-path TARGET URL_PATH
            x-envoy-original-path TARGET URL_PATH
            path TARGET URL_PATH
            :authority HOST SERVER_ADDRESS
            authority HOST SERVER_ADDRESS
            protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            response_code STATUS HTTP_RESPONSE_STATUS_CODE
            bytes_sent NUMBER HTTP_RESPONSE_BODY_SIZE
            bytes_received NUMBER HTTP_REQUEST_SIZE
            duration MILLIS DURATION_US
            upstream_service_time MILLIS UPSTREAM_DURATION_US
            x-envoy-upstream-service-time MILLIS UPSTREAM_DURATION_US
            upstream_host TEXT UPSTREAM_ADDRESS
            user-agent TEXT USER_AGENT_ORIGINAL
            user_agent TEXT USER_AGENT_ORIGINAL
            referer TEXT HTTP_REQUEST_HEADER_REFERER
            x-request-id TEXT REQUEST_ID
            request_id TEXT REQUEST_ID
            """, "start_time", "response_code");

    /** Keys that people give to <a href="https://nginx.org/en/docs/http/ngx_http_log_module.html">nginx's escape=json</a> logs. */
    static final JsonFormat NGINX = JsonFormat.of(
            """
            time_iso8601 TIME TIMESTAMP
            time TIME TIMESTAMP
            @timestamp TIME TIMESTAMP
            timestamp TIME TIMESTAMP
            date TIME TIMESTAMP
            time_local TIME TIMESTAMP
            msec TIME TIMESTAMP
            ts TIME TIMESTAMP
            realip_remote_addr ADDRESS NETWORK_PEER_ADDRESS
            remote_addr ADDRESS CLIENT_ADDRESS
            remote_ip ADDRESS CLIENT_ADDRESS
            client_ip ADDRESS CLIENT_ADDRESS
            client ADDRESS CLIENT_ADDRESS
            ip ADDRESS CLIENT_ADDRESS
            remote_port NUMBER CLIENT_PORT
            http_x_forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            x_forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            remote_user TEXT USER_NAME
            request REQUEST HTTP_REQUEST_LINE
            request_method METHOD HTTP_REQUEST_METHOD
            method METHOD HTTP_REQUEST_METHOD
            request_uri TARGET URL_PATH
            uri TARGET URL_PATH
            path TARGET URL_PATH
            url TARGET URL_PATH
            args QUERY URL_QUERY
            query_string QUERY URL_QUERY
            scheme TEXT URL_SCHEME
            host HOST SERVER_ADDRESS
            http_host HOST SERVER_ADDRESS
            server_name HOST SERVER_ADDRESS
            server_port NUMBER SERVER_PORT
            server_protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            status STATUS HTTP_RESPONSE_STATUS_CODE
            body_bytes_sent NUMBER HTTP_RESPONSE_BODY_SIZE
            bytes_sent NUMBER HTTP_RESPONSE_BODY_SIZE
            length NUMBER HTTP_RESPONSE_BODY_SIZE
            request_length NUMBER HTTP_REQUEST_SIZE
            http_referer TEXT HTTP_REQUEST_HEADER_REFERER
            http_referrer TEXT HTTP_REQUEST_HEADER_REFERER
            referer TEXT HTTP_REQUEST_HEADER_REFERER
            referrer TEXT HTTP_REQUEST_HEADER_REFERER
            http_user_agent TEXT USER_AGENT_ORIGINAL
            user_agent TEXT USER_AGENT_ORIGINAL
            agent TEXT USER_AGENT_ORIGINAL
            request_time SECONDS DURATION_US
            generation_time_milli MILLIS DURATION_US
            upstream_addr TEXT UPSTREAM_ADDRESS
            upstream_status STATUS UPSTREAM_STATUS_CODE
            upstream_response_time SECONDS UPSTREAM_DURATION_US
            upstream_cache_status TEXT CACHE_STATUS
            request_id TEXT REQUEST_ID
            ssl_protocol TEXT TLS_VERSION
            ssl_cipher TEXT TLS_CIPHER
            """,
            "time_iso8601|time|@timestamp|timestamp|date|time_local|msec|ts",
            "status",
            "request|request_uri|uri|path|url");

    private JsonFormats() {}
}
