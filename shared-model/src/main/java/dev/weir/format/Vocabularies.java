package dev.weir.format;

/** The vocabularies of the servers whose format strings are understood. */
final class Vocabularies {
    /** <a href="https://nginx.org/en/docs/varindex.html">nginx's variables</a>, and those of ingress-nginx. */
    static final Vocabulary NGINX = Vocabulary.of("""
            time_local TIME TIMESTAMP
            time_iso8601 TIME TIMESTAMP
            msec TIME TIMESTAMP
            remote_addr ADDRESS CLIENT_ADDRESS 2
            proxy_protocol_addr ADDRESS CLIENT_ADDRESS
            the_real_ip ADDRESS CLIENT_ADDRESS
            realip_remote_addr ADDRESS NETWORK_PEER_ADDRESS
            remote_port NUMBER CLIENT_PORT 2
            proxy_protocol_port NUMBER CLIENT_PORT
            remote_user USER USER_NAME
            request REQUEST HTTP_REQUEST_LINE
            request_method METHOD HTTP_REQUEST_METHOD
            request_uri TARGET URL_PATH
            uri TARGET URL_PATH 2
            document_uri TARGET URL_PATH 2
            args QUERY URL_QUERY
            query_string QUERY URL_QUERY
            scheme SCHEME URL_SCHEME
            host HOST SERVER_ADDRESS
            http_host HOST SERVER_ADDRESS 2
            server_name HOST SERVER_ADDRESS 3
            server_port NUMBER SERVER_PORT
            server_protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            status STATUS HTTP_RESPONSE_STATUS_CODE
            body_bytes_sent NUMBER HTTP_RESPONSE_BODY_SIZE
            bytes_sent NUMBER HTTP_RESPONSE_BODY_SIZE 2
            request_length NUMBER HTTP_REQUEST_SIZE
            http_referer TEXT HTTP_REQUEST_HEADER_REFERER
            http_user_agent TEXT USER_AGENT_ORIGINAL
            http_x_forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            proxy_add_x_forwarded_for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 2
            http_cf_connecting_ip FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 3
            http_true_client_ip FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 3
            http_x_real_ip FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 4
            request_time SECONDS DURATION_US
            upstream_addr LIST_TEXT UPSTREAM_ADDRESS
            upstream_status STATUS UPSTREAM_STATUS_CODE
            upstream_response_time SECONDS UPSTREAM_DURATION_US
            upstream_cache_status TEXT CACHE_STATUS
            request_id TEXT REQUEST_ID
            req_id TEXT REQUEST_ID
            http_x_request_id TEXT REQUEST_ID
            ssl_protocol TEXT TLS_VERSION
            ssl_cipher TEXT TLS_CIPHER
            """);

    /** <a href="https://httpd.apache.org/docs/2.4/mod/mod_log_config.html">Apache's directives</a>, modifiers removed. */
    static final Vocabulary APACHE = Vocabulary.of("""
            h ADDRESS CLIENT_ADDRESS
            a ADDRESS CLIENT_ADDRESS
            {c}a ADDRESS NETWORK_PEER_ADDRESS
            {c}h ADDRESS NETWORK_PEER_ADDRESS
            {remote}p NUMBER CLIENT_PORT
            l IDENT SERVER_ADDRESS 3
            u USER USER_NAME
            t TIME TIMESTAMP
            {sec}t TIME TIMESTAMP
            {msec}t TIME TIMESTAMP
            {usec}t TIME TIMESTAMP
            r REQUEST HTTP_REQUEST_LINE
            m METHOD HTTP_REQUEST_METHOD
            U TARGET URL_PATH
            q QUERY URL_QUERY
            H PROTOCOL NETWORK_PROTOCOL_VERSION
            s STATUS HTTP_RESPONSE_STATUS_CODE
            b NUMBER HTTP_RESPONSE_BODY_SIZE
            B NUMBER HTTP_RESPONSE_BODY_SIZE
            O NUMBER HTTP_RESPONSE_BODY_SIZE 2
            I NUMBER HTTP_REQUEST_SIZE
            D MICROS DURATION_US
            T SECONDS DURATION_US
            {s}T SECONDS DURATION_US
            {ms}T MILLIS DURATION_US
            {us}T MICROS DURATION_US
            v HOST SERVER_ADDRESS 2
            V HOST SERVER_ADDRESS 2
            p NUMBER SERVER_PORT
            {canonical}p NUMBER SERVER_PORT
            {local}p NUMBER SERVER_PORT
            L TEXT REQUEST_ID
            {host}i HOST SERVER_ADDRESS
            {referer}i TEXT HTTP_REQUEST_HEADER_REFERER
            {user-agent}i TEXT USER_AGENT_ORIGINAL
            {x-forwarded-for}i FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            {cf-connecting-ip}i FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 3
            {true-client-ip}i FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 3
            {x-real-ip}i FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 4
            {x-request-id}i TEXT REQUEST_ID
            {unique_id}e TEXT REQUEST_ID
            {ssl_protocol}x TEXT TLS_VERSION
            {ssl_cipher}x TEXT TLS_CIPHER
            """);

    /** <a href="https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage">Envoy's operators</a>. */
    static final Vocabulary ENVOY = Vocabulary.of("""
            START_TIME TIME TIMESTAMP
            REQ(:METHOD) METHOD HTTP_REQUEST_METHOD
            REQ(X-ENVOY-ORIGINAL-PATH?:PATH) TARGET URL_PATH
            REQ(:PATH) TARGET URL_PATH
            PROTOCOL PROTOCOL NETWORK_PROTOCOL_VERSION
            RESPONSE_CODE STATUS HTTP_RESPONSE_STATUS_CODE
            BYTES_RECEIVED NUMBER HTTP_REQUEST_SIZE
            BYTES_SENT NUMBER HTTP_RESPONSE_BODY_SIZE
            DURATION MILLIS DURATION_US
            RESP(X-ENVOY-UPSTREAM-SERVICE-TIME) MILLIS UPSTREAM_DURATION_US
            REQ(X-FORWARDED-FOR) FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            REQ(USER-AGENT) TEXT USER_AGENT_ORIGINAL
            REQ(REFERER) TEXT HTTP_REQUEST_HEADER_REFERER
            REQ(X-REQUEST-ID) TEXT REQUEST_ID
            REQ(:AUTHORITY) HOST SERVER_ADDRESS
            REQ(HOST) HOST SERVER_ADDRESS
            REQ(:SCHEME) TEXT URL_SCHEME
            UPSTREAM_HOST TEXT UPSTREAM_ADDRESS
            DOWNSTREAM_REMOTE_ADDRESS ADDRESS_AND_PORT CLIENT_ADDRESS
            DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT ADDRESS CLIENT_ADDRESS
            DOWNSTREAM_DIRECT_REMOTE_ADDRESS ADDRESS_AND_PORT NETWORK_PEER_ADDRESS
            DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT ADDRESS NETWORK_PEER_ADDRESS
            DOWNSTREAM_TLS_VERSION TEXT TLS_VERSION
            DOWNSTREAM_TLS_CIPHER TEXT TLS_CIPHER
            """);

    /** <a href="https://docs.haproxy.org/dev/configuration.html#8.2.6">HAProxy's log format variables</a>. */
    static final Vocabulary HAPROXY = Vocabulary.of("""
            ci ADDRESS CLIENT_ADDRESS
            user USER USER_NAME
            [src] ADDRESS CLIENT_ADDRESS
            cp NUMBER CLIENT_PORT
            [src_port] NUMBER CLIENT_PORT
            [fc_src] ADDRESS NETWORK_PEER_ADDRESS
            tr TIME TIMESTAMP
            t TIME TIMESTAMP
            T TIME TIMESTAMP
            Ts TIME TIMESTAMP
            trl TIME TIMESTAMP
            trg TIME TIMESTAMP
            b SKIP
            s TEXT UPSTREAM_ADDRESS
            Tr MILLIS UPSTREAM_DURATION_US
            Ta MILLIS DURATION_US
            Tt MILLIS DURATION_US
            ST STATUS HTTP_RESPONSE_STATUS_CODE
            B NUMBER HTTP_RESPONSE_BODY_SIZE
            U NUMBER HTTP_REQUEST_SIZE
            [status] STATUS HTTP_RESPONSE_STATUS_CODE
            r HASHED_REQUEST HTTP_REQUEST_LINE
            HM METHOD HTTP_REQUEST_METHOD
            [method] METHOD HTTP_REQUEST_METHOD
            HU HASHED_TARGET URL_PATH
            [url] HASHED_TARGET URL_PATH
            [pathq] HASHED_TARGET URL_PATH
            HP HASHED_TARGET URL_PATH 2
            [path] HASHED_TARGET URL_PATH 2
            HQ QUERY URL_QUERY
            [query] QUERY URL_QUERY
            [req.hdr(host)] HOST SERVER_ADDRESS
            sni HOST SERVER_ADDRESS 2
            [ssl_fc_sni] HOST SERVER_ADDRESS 2
            [req.hdr(user-agent)] TEXT USER_AGENT_ORIGINAL
            [req.hdr(referer)] TEXT HTTP_REQUEST_HEADER_REFERER
            [req.hdr(x-forwarded-for)] FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            [ssl_fc_protocol] TEXT TLS_VERSION
            [ssl_fc_cipher] TEXT TLS_CIPHER
            HV PROTOCOL NETWORK_PROTOCOL_VERSION
            ID TEXT REQUEST_ID
            sslv TEXT TLS_VERSION
            sslc TEXT TLS_CIPHER
            """);

    /**
     * The columns of Amazon's and Google's text formats, by the names in
     * <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html">ALB</a>,
     * <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html">ELB</a>,
     * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">S3</a> and
     * <a href="https://cloud.google.com/storage/docs/access-logs">GCS</a>.
     */
    static final Vocabulary CLOUD = Vocabulary.of("""
            time TIME TIMESTAMP
            client ADDRESS CLIENT_ADDRESS
            client_and_port ADDRESS_AND_PORT CLIENT_ADDRESS
            target TEXT UPSTREAM_ADDRESS
            request_processing_time SECONDS_PART DURATION_US
            target_processing_time SECONDS_UPSTREAM_PART UPSTREAM_DURATION_US
            response_processing_time SECONDS_PART DURATION_US
            status STATUS HTTP_RESPONSE_STATUS_CODE
            target_status STATUS UPSTREAM_STATUS_CODE
            received_bytes NUMBER HTTP_REQUEST_SIZE
            sent_bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            request REQUEST HTTP_REQUEST_LINE
            user_agent TEXT USER_AGENT_ORIGINAL
            referer TEXT HTTP_REQUEST_HEADER_REFERER
            ssl_cipher TEXT TLS_CIPHER
            ssl_protocol TEXT TLS_VERSION
            request_id TEXT REQUEST_ID
            requester TEXT USER_NAME
            user USER USER_NAME
            url URL URL_PATH
            result WORD CACHE_STATUS
            total_millis MILLIS DURATION_US
            total_micros MICROS DURATION_US
            turnaround_millis MILLIS UPSTREAM_DURATION_US
            host HOST SERVER_ADDRESS
            method METHOD HTTP_REQUEST_METHOD
            uri TARGET URL_PATH
            route ROUTE URL_PATH
            protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            routed_request ROUTED_REQUEST HTTP_REQUEST_LINE
            """);

    /** The W3C extended format's columns as IIS and CloudFront name them; see {@link W3cColumns}. */
    static final Vocabulary W3C = Vocabulary.of("""
            date DATE TIMESTAMP
            time TIME_OF_DAY TIMESTAMP
            date-local LOCAL_DATE TIMESTAMP
            time-local LOCAL_TIME_OF_DAY TIMESTAMP
            x-timestamp-unix TIME TIMESTAMP
            timestamp TIME TIMESTAMP
            timestamp(ms) TIME TIMESTAMP
            c-ip ADDRESS CLIENT_ADDRESS
            c-port NUMBER CLIENT_PORT
            cs-username PLUS_TEXT USER_NAME
            cs-method METHOD HTTP_REQUEST_METHOD
            cs-uri URL URL_PATH
            cs-uri-stem TARGET URL_PATH
            cs-uri-query QUERY URL_QUERY
            x-host-header HOST SERVER_ADDRESS
            cs-host HOST SERVER_ADDRESS
            cs(Host) HOST SERVER_ADDRESS
            s-port NUMBER SERVER_PORT
            cs-protocol SCHEME URL_SCHEME
            cs-version PROTOCOL NETWORK_PROTOCOL_VERSION
            cs-protocol-version PROTOCOL NETWORK_PROTOCOL_VERSION
            sc-status STATUS HTTP_RESPONSE_STATUS_CODE
            c-status STATUS HTTP_RESPONSE_STATUS_CODE
            sc-bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            cs-bytes NUMBER HTTP_REQUEST_SIZE
            cs(Referer) TEXT HTTP_REQUEST_HEADER_REFERER
            cs(Referrer) TEXT HTTP_REQUEST_HEADER_REFERER
            cs(User-Agent) PLUS_TEXT USER_AGENT_ORIGINAL
            cs-user-agent PLUS_TEXT USER_AGENT_ORIGINAL
            cs-referer TEXT HTTP_REQUEST_HEADER_REFERER
            time-taken SECONDS_OR_MILLIS DURATION_US
            TimeTakenMS MILLIS DURATION_US
            x-duration SECONDS DURATION_US
            x-forwarded-for FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            cs(X-Forwarded-For) FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            s-xff FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            True-Client-IP FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 3
            cs(True-Client-IP) FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 3
            CF-Connecting-IP FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 3
            cs(CF-Connecting-IP) FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 3
            X-Real-IP FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 4
            cs(X-Real-IP) FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR 4
            x-edge-request-id TEXT REQUEST_ID
            x-edge-result-type TEXT CACHE_STATUS
            ssl-protocol TEXT TLS_VERSION
            ssl-cipher TEXT TLS_CIPHER
            """);

    private Vocabularies() {}
}
