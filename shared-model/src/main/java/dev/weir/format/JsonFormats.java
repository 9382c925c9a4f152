package dev.weir.format;

/** The JSON formats that are known by their keys. */
final class JsonFormats {
    /** <a href="https://docs.cloud.google.com/load-balancing/docs/https/https-logging-monitoring">Cloud Logging's entries</a>. */
    static final JsonFormat GOOGLE_LB = JsonFormat.of(
            """
            timestamp TIME TIMESTAMP
            receiveTimestamp TIME TIMESTAMP
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

    /**
     * The <a href="https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html">Elastic Common Schema</a>, as Filebeat's
     * modules and Logstash write it: objects in objects.
     */
    static final JsonFormat ECS = JsonFormat.of(
            """
            @timestamp TIME TIMESTAMP
            source>ip ADDRESS CLIENT_ADDRESS
            client>ip ADDRESS CLIENT_ADDRESS
            source>address ADDRESS CLIENT_ADDRESS
            client>address ADDRESS CLIENT_ADDRESS
            source>port NUMBER CLIENT_PORT
            client>port NUMBER CLIENT_PORT
            user>name TEXT USER_NAME
            http>request>method METHOD HTTP_REQUEST_METHOD
            url>original TARGET URL_PATH
            url>full TARGET URL_PATH
            url>path TARGET URL_PATH
            url>query QUERY URL_QUERY
            url>scheme TEXT URL_SCHEME
            url>domain HOST SERVER_ADDRESS
            url>port NUMBER SERVER_PORT
            http>version PROTOCOL NETWORK_PROTOCOL_VERSION
            http>response>status_code STATUS HTTP_RESPONSE_STATUS_CODE
            http>response>body>bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            http>response>bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            http>request>bytes NUMBER HTTP_REQUEST_SIZE
            http>request>referrer TEXT HTTP_REQUEST_HEADER_REFERER
            user_agent>original TEXT USER_AGENT_ORIGINAL
            event>duration NANOS DURATION_US
            http>request>id TEXT REQUEST_ID
            tls>version TEXT TLS_VERSION
            tls>cipher TEXT TLS_CIPHER
            """, "@timestamp", "http>response>status_code", "url>original|url>path|url>full|http>request>method");

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
     * who the peer was. <a href="https://doc.traefik.io/traefik/v1.7/configuration/logs/">Traefik 1</a> has
     * {@code RequestAddr} and {@code BackendAddr}, too.
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
            RequestAddr HOST SERVER_ADDRESS
            RequestPort NUMBER SERVER_PORT
            RequestScheme TEXT URL_SCHEME
            RequestProtocol PROTOCOL NETWORK_PROTOCOL_VERSION
            DownstreamStatus STATUS HTTP_RESPONSE_STATUS_CODE
            DownstreamContentSize NUMBER HTTP_RESPONSE_BODY_SIZE
            RequestContentSize NUMBER HTTP_REQUEST_SIZE
            Duration NANOS DURATION_US
            ServiceAddr TEXT UPSTREAM_ADDRESS
            BackendAddr TEXT UPSTREAM_ADDRESS
            OriginStatus STATUS UPSTREAM_STATUS_CODE
            OriginDuration NONZERO_NANOS UPSTREAM_DURATION_US
            request_User-Agent TEXT USER_AGENT_ORIGINAL
            request_Referer TEXT HTTP_REQUEST_HEADER_REFERER
            TLSVersion TEXT TLS_VERSION
            TLSCipher TEXT TLS_CIPHER
            """, "StartUTC|StartLocal|time", "DownstreamStatus|OriginStatus", "RequestPath|RequestMethod");

    /**
     * <a href="https://gateway.envoyproxy.io/docs/tasks/observability/proxy-accesslog/">Envoy Gateway's default</a>,
     * <a href="https://istio.io/latest/docs/tasks/observability/logs/access-log/">Istio's</a> and
     * <a href="https://projectcontour.io/docs/main/config/access-logging/">Contour's</a>.
     */
    private static final JsonFormat ENVOY_DEFAULTS = JsonFormat.of(
            """
            start_time TIME TIMESTAMP
            @timestamp TIME TIMESTAMP
            timestamp TIME TIMESTAMP
            time TIME TIMESTAMP
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
            requested_server_name HOST SERVER_ADDRESS
            ts TIME TIMESTAMP
            """,
            "start_time|@timestamp|timestamp|time|ts",
            "response_code",
            "response_flags|bytes_received|upstream_cluster|upstream_host|downstream_remote_address");

    /**
     * Keys that people give to what <a href="https://nginx.org/en/docs/http/ngx_http_log_module.html">nginx</a> logs with
     * {@code escape=json}, each field's best first: nginx's own variables; those that
     * <a href="https://github.com/matomo-org/matomo-log-analytics">Matomo's importer</a> ({@code ip}, {@code length},
     * {@code generation_time_milli}, which its README fills with nginx's seconds) and <a href="https://github.com/tkuchiki/alp">alp</a> ({@code ua},
     * {@code body_bytes}) read; and those of guides to OpenResty and to Elastic's and Grafana's pipelines
     * ({@code clientip}, {@code responsetime}, {@code upstreamtime}, {@code xff}, {@code bytes}, {@code up_addr},
     * {@code req_id}). Where {@code host} is the server's address, as in some of these, {@code domain} or
     * {@code http_host} is what was asked for. Keys whose unit depends on who wrote them, such as {@code duration} and
     * {@code latency}, are left out.
     */
    static final JsonFormat NGINX =
            JsonFormat.of("""
            time_iso8601 TIME TIMESTAMP
            time TIME TIMESTAMP
            @timestamp TIME TIMESTAMP
            timestamp TIME TIMESTAMP
            datetime TIME TIMESTAMP
            date TIME TIMESTAMP
            time_local TIME TIMESTAMP
            timelocal TIME TIMESTAMP
            time_msec TIME TIMESTAMP
            msec TIME TIMESTAMP
            ts TIME TIMESTAMP
            start_time TIME TIMESTAMP
            realip_remote_addr ADDRESS NETWORK_PEER_ADDRESS
            proxy_protocol_addr ADDRESS CLIENT_ADDRESS
            remote_addr ADDRESS CLIENT_ADDRESS
            remote_address ADDRESS CLIENT_ADDRESS
            remoteAddr ADDRESS CLIENT_ADDRESS
            remote_ip ADDRESS CLIENT_ADDRESS
            remoteip ADDRESS CLIENT_ADDRESS
            remote_host ADDRESS CLIENT_ADDRESS
            remote ADDRESS CLIENT_ADDRESS
            client_ip ADDRESS CLIENT_ADDRESS
            clientip ADDRESS CLIENT_ADDRESS
            clientIp ADDRESS CLIENT_ADDRESS
            client_addr ADDRESS CLIENT_ADDRESS
            client_address ADDRESS CLIENT_ADDRESS
            client ADDRESS CLIENT_ADDRESS
            src_ip ADDRESS CLIENT_ADDRESS
            source_ip ADDRESS CLIENT_ADDRESS
            ip ADDRESS CLIENT_ADDRESS
            remote_port NUMBER CLIENT_PORT
            client_port NUMBER CLIENT_PORT
            http_x_forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            x_forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            x-forwarded-for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            xForwardedFor FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            x_forwarded FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            x_forward_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            http_x_forward_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            xff FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            proxy_add_x_forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            http_true_client_ip FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            http_cf_connecting_ip FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            http_x_real_ip FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            x_real_ip FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            remote_user TEXT USER_NAME
            user TEXT USER_NAME
            userid TEXT USER_NAME
            auth TEXT USER_NAME
            request REQUEST HTTP_REQUEST_LINE
            request_line REQUEST HTTP_REQUEST_LINE
            request_method METHOD HTTP_REQUEST_METHOD
            requestMethod METHOD HTTP_REQUEST_METHOD
            http_method METHOD HTTP_REQUEST_METHOD
            httpMethod METHOD HTTP_REQUEST_METHOD
            method METHOD HTTP_REQUEST_METHOD
            verb METHOD HTTP_REQUEST_METHOD
            request_uri TARGET URL_PATH
            requestUri TARGET URL_PATH
            request_url TARGET URL_PATH
            url TARGET URL_PATH
            uri TARGET URL_PATH
            path TARGET URL_PATH
            request_path TARGET URL_PATH
            document_uri TARGET URL_PATH
            args QUERY URL_QUERY
            query_string QUERY URL_QUERY
            query QUERY URL_QUERY
            request_query QUERY URL_QUERY
            scheme TEXT URL_SCHEME
            http_host HOST SERVER_ADDRESS
            domain HOST SERVER_ADDRESS
            vhost HOST SERVER_ADDRESS
            virtual_host HOST SERVER_ADDRESS
            host HOST SERVER_ADDRESS
            server_name HOST SERVER_ADDRESS
            server_port NUMBER SERVER_PORT
            server_protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            request_protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            http_version PROTOCOL NETWORK_PROTOCOL_VERSION
            httpversion PROTOCOL NETWORK_PROTOCOL_VERSION
            protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            proto PROTOCOL NETWORK_PROTOCOL_VERSION
            status STATUS HTTP_RESPONSE_STATUS_CODE
            status_code STATUS HTTP_RESPONSE_STATUS_CODE
            http_status STATUS HTTP_RESPONSE_STATUS_CODE
            statuscode STATUS HTTP_RESPONSE_STATUS_CODE
            statusCode STATUS HTTP_RESPONSE_STATUS_CODE
            response_status STATUS HTTP_RESPONSE_STATUS_CODE
            response_code STATUS HTTP_RESPONSE_STATUS_CODE
            responseCode STATUS HTTP_RESPONSE_STATUS_CODE
            response STATUS HTTP_RESPONSE_STATUS_CODE
            code STATUS HTTP_RESPONSE_STATUS_CODE
            body_bytes_sent NUMBER HTTP_RESPONSE_BODY_SIZE
            bodyBytesSent NUMBER HTTP_RESPONSE_BODY_SIZE
            body_bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            body_sent NUMBER HTTP_RESPONSE_BODY_SIZE
            res_body_bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            size NUMBER HTTP_RESPONSE_BODY_SIZE
            response_size NUMBER HTTP_RESPONSE_BODY_SIZE
            length NUMBER HTTP_RESPONSE_BODY_SIZE
            bytes_sent NUMBER HTTP_RESPONSE_BODY_SIZE
            bytesSent NUMBER HTTP_RESPONSE_BODY_SIZE
            bytes_out NUMBER HTTP_RESPONSE_BODY_SIZE
            res_bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            request_length NUMBER HTTP_REQUEST_SIZE
            request_size NUMBER HTTP_REQUEST_SIZE
            request_bytes NUMBER HTTP_REQUEST_SIZE
            req_bytes NUMBER HTTP_REQUEST_SIZE
            bytes_received NUMBER HTTP_REQUEST_SIZE
            bytes_in NUMBER HTTP_REQUEST_SIZE
            http_referer TEXT HTTP_REQUEST_HEADER_REFERER
            http_referrer TEXT HTTP_REQUEST_HEADER_REFERER
            referer TEXT HTTP_REQUEST_HEADER_REFERER
            referrer TEXT HTTP_REQUEST_HEADER_REFERER
            http_user_agent TEXT USER_AGENT_ORIGINAL
            httpUserAgent TEXT USER_AGENT_ORIGINAL
            user_agent TEXT USER_AGENT_ORIGINAL
            user-agent TEXT USER_AGENT_ORIGINAL
            userAgent TEXT USER_AGENT_ORIGINAL
            useragent TEXT USER_AGENT_ORIGINAL
            agent TEXT USER_AGENT_ORIGINAL
            ua TEXT USER_AGENT_ORIGINAL
            request_time SECONDS DURATION_US
            requestTime SECONDS DURATION_US
            req_time SECONDS DURATION_US
            responsetime SECONDS DURATION_US
            response_time SECONDS DURATION_US
            request_time_ms MILLIS DURATION_US
            duration_ms MILLIS DURATION_US
            generation_time_milli SECONDS_OR_MILLIS DURATION_US
            upstream_addr TEXT UPSTREAM_ADDRESS
            upstreamAddr TEXT UPSTREAM_ADDRESS
            upstream_host TEXT UPSTREAM_ADDRESS
            upstreamhost TEXT UPSTREAM_ADDRESS
            upstream TEXT UPSTREAM_ADDRESS
            up_addr TEXT UPSTREAM_ADDRESS
            upstream_status STATUS UPSTREAM_STATUS_CODE
            up_status STATUS UPSTREAM_STATUS_CODE
            upstream_response_time SECONDS UPSTREAM_DURATION_US
            upstreamResponseTime SECONDS UPSTREAM_DURATION_US
            upstream_time SECONDS UPSTREAM_DURATION_US
            upstreamtime SECONDS UPSTREAM_DURATION_US
            up_resp_time SECONDS UPSTREAM_DURATION_US
            upstream_cache_status TEXT CACHE_STATUS
            cache_status TEXT CACHE_STATUS
            request_id TEXT REQUEST_ID
            requestId TEXT REQUEST_ID
            req_id TEXT REQUEST_ID
            http_x_request_id TEXT REQUEST_ID
            ssl_protocol TEXT TLS_VERSION
            tls_protocol TEXT TLS_VERSION
            ssl_cipher TEXT TLS_CIPHER
            """, "any:TIMESTAMP", "any:HTTP_RESPONSE_STATUS_CODE", "any:URL_PATH|any:HTTP_REQUEST_LINE");

    /**
     * The same keys, given to what <a
     * href="https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage">Envoy</a> writes, as
     * keys show that nothing else has: its durations are whole milliseconds.
     */
    static final JsonFormat ENVOY = NGINX.reading(Kind.SECONDS, Kind.SECONDS_OR_MILLIS)
            .followedBy(ENVOY_DEFAULTS)
            .requiring(
                    "start_time|response_flags|response_code_details|upstream_cluster|upstream_service_time"
                            + "|upstream_transport_failure_reason|connection_termination_details"
                            + "|downstream_remote_address|downstream_local_address|upstream_local_address"
                            + "|requested_server_name|x-envoy-upstream-service-time|x-envoy-original-path"
                            + "|x-envoy-origin-path|x_envoy_upstream_service_time|x_envoy_original_path"
                            + "|x-envoy-attempt-count|x_envoy_attempt_count",
                    "any:TIMESTAMP",
                    "any:HTTP_RESPONSE_STATUS_CODE",
                    "any:URL_PATH|any:HTTP_REQUEST_LINE");

    /** The defaults, and for what they do not have the keys that people give. */
    static final JsonFormat ENVOY_GATEWAY =
            ENVOY_DEFAULTS.followedBy(NGINX.reading(Kind.SECONDS, Kind.SECONDS_OR_MILLIS));

    private JsonFormats() {}
}
