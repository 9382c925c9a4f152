package dev.weir.format;

/** The JSON formats of content delivery networks and cloud providers, by the fields that they document. */
final class CloudJson {
    /**
     * CloudFront's <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html">standard
     * logging v2</a> as JSON, under the names of its columns, and its real-time logs where something made JSON of them. Of the
     * latter, {@code cs-host} is what the viewer asked for and {@code x-host-header} the distribution; of the former,
     * {@code x-host-header} is what the viewer asked for.
     */
    static final JsonFormat CLOUDFRONT =
            JsonFormat.of("""
            date DATE TIMESTAMP
            time TIME_OF_DAY TIMESTAMP
            timestamp(ms) TIME TIMESTAMP
            timestamp TIME TIMESTAMP
            c-ip ADDRESS CLIENT_ADDRESS
            c-port NUMBER CLIENT_PORT
            cs-method METHOD HTTP_REQUEST_METHOD
            cs-uri-stem TARGET URL_PATH
            cs-uri-query QUERY URL_QUERY
            cs-host HOST SERVER_ADDRESS
            x-host-header HOST SERVER_ADDRESS
            cs(Host) HOST SERVER_ADDRESS
            cs-protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            cs-protocol-version PROTOCOL NETWORK_PROTOCOL_VERSION
            sc-status STATUS HTTP_RESPONSE_STATUS_CODE
            sc-bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            cs-bytes NUMBER HTTP_REQUEST_SIZE
            cs(Referer) TEXT HTTP_REQUEST_HEADER_REFERER
            cs-referer TEXT HTTP_REQUEST_HEADER_REFERER
            cs(User-Agent) PERCENT_TEXT USER_AGENT_ORIGINAL
            cs-user-agent PERCENT_TEXT USER_AGENT_ORIGINAL
            x-forwarded-for PERCENT_TEXT HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            time-taken SECONDS DURATION_US
            x-edge-request-id TEXT REQUEST_ID
            x-edge-result-type TEXT CACHE_STATUS
            ssl-protocol TEXT TLS_VERSION
            ssl-cipher TEXT TLS_CIPHER
            """, "date|timestamp(ms)|timestamp", "c-ip|cs-method|cs-uri-stem", "sc-status");

    /**
     * Cloudflare's <a href="https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/">HTTP
     * requests by Logpush</a>, with times as RFC 3339, in seconds or in nanoseconds. What it calls the client is what its edge
     * saw, and the origin's times are 0 where none was asked. {@code EdgeTimeToFirstByteMs} is no duration of the request.
     */
    static final JsonFormat CLOUDFLARE = JsonFormat.of(
            """
            EdgeStartTimestamp TIME TIMESTAMP
            EdgeEndTimestamp TIME TIMESTAMP
            ClientIP ADDRESS CLIENT_ADDRESS
            ClientSrcPort NUMBER CLIENT_PORT
            ClientRequestMethod METHOD HTTP_REQUEST_METHOD
            ClientRequestURI TARGET URL_PATH
            ClientRequestPath TARGET URL_PATH
            ClientRequestHost HOST SERVER_ADDRESS
            ClientRequestScheme TEXT URL_SCHEME
            ClientRequestProtocol PROTOCOL NETWORK_PROTOCOL_VERSION
            ClientRequestBytes NUMBER HTTP_REQUEST_SIZE
            ClientRequestReferer TEXT HTTP_REQUEST_HEADER_REFERER
            ClientRequestUserAgent TEXT USER_AGENT_ORIGINAL
            ClientSSLProtocol TEXT TLS_VERSION
            ClientSSLCipher TEXT TLS_CIPHER
            EdgeResponseStatus STATUS HTTP_RESPONSE_STATUS_CODE
            EdgeResponseBodyBytes NUMBER HTTP_RESPONSE_BODY_SIZE
            EdgeResponseBytes NUMBER HTTP_RESPONSE_BODY_SIZE
            OriginIP TEXT UPSTREAM_ADDRESS
            OriginResponseStatus STATUS UPSTREAM_STATUS_CODE
            OriginResponseDurationMs NONZERO_MILLIS UPSTREAM_DURATION_US
            OriginResponseTime NONZERO_NANOS UPSTREAM_DURATION_US
            CacheCacheStatus TEXT CACHE_STATUS
            RayID TEXT REQUEST_ID
            """,
            "EdgeStartTimestamp|EdgeEndTimestamp",
            "EdgeResponseStatus|ClientRequestMethod|ClientRequestURI",
            "ClientIP|ClientRequestHost|ClientRequestURI");

    /**
     * The JSON of Fastly's log streaming: what <a
     * href="https://www.fastly.com/documentation/guides/integrations/streaming-logs/">its guides</a> propose, and the defaults
     * of <a href="https://www.fastly.com/documentation/reference/api/logging/newrelic/">its endpoints</a>, of which New Relic's
     * has no status. {@code request} is the method, {@code time_elapsed} microseconds. What it proposes as text is common,
     * vhost-combined and combined.
     */
    static final JsonFormat FASTLY = JsonFormat.of(
            """
            timestamp TIME TIMESTAMP
            time_start TIME TIMESTAMP
            client_ip ADDRESS CLIENT_ADDRESS
            request_method METHOD HTTP_REQUEST_METHOD
            request REQUEST HTTP_REQUEST_LINE
            url TARGET URL_PATH
            host HOST SERVER_ADDRESS
            request_protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            response_status STATUS HTTP_RESPONSE_STATUS_CODE
            status STATUS HTTP_RESPONSE_STATUS_CODE
            response_body_size NUMBER HTTP_RESPONSE_BODY_SIZE
            resp_body_size NUMBER HTTP_RESPONSE_BODY_SIZE
            request_referer TEXT HTTP_REQUEST_HEADER_REFERER
            request_user_agent TEXT USER_AGENT_ORIGINAL
            time_elapsed MICROS DURATION_US
            response_state TEXT CACHE_STATUS
            fastly_info_state TEXT CACHE_STATUS
            cache_status TEXT CACHE_STATUS
            tls_client_protocol TEXT TLS_VERSION
            tls_client_cipher TEXT TLS_CIPHER
            """,
            "timestamp|time_start",
            "url",
            "request_method|request",
            "response_status|status|cache_status",
            "fastly_server|fastly_is_edge|response_state|fastly_info_state|service_id|time_elapsed");

    /**
     * Akamai's <a href="https://techdocs.akamai.com/datastream2/docs/data-set-parameters">DataStream 2</a>. A request takes
     * the time to read it, until the answer begins, and to send that. Its <a
     * href="https://techdocs.akamai.com/datastream2/docs/log-format-1">structured</a> form is not read: which fields a line
     * has, and in which order, is chosen, and nothing in it tells.
     */
    static final JsonFormat AKAMAI = JsonFormat.of("""
            reqTimeSec TIME TIMESTAMP
            cliIP ADDRESS CLIENT_ADDRESS
            reqMethod METHOD HTTP_REQUEST_METHOD
            reqPath ROOTED_TARGET URL_PATH
            queryStr QUERY URL_QUERY
            reqHost HOST SERVER_ADDRESS
            reqPort NUMBER SERVER_PORT
            proto PROTOCOL NETWORK_PROTOCOL_VERSION
            statusCode STATUS HTTP_RESPONSE_STATUS_CODE
            bytes NUMBER HTTP_RESPONSE_BODY_SIZE
            rspContentLen NUMBER HTTP_RESPONSE_BODY_SIZE
            totalBytes NUMBER HTTP_RESPONSE_BODY_SIZE
            UA URL_TEXT USER_AGENT_ORIGINAL
            referer URL_TEXT HTTP_REQUEST_HEADER_REFERER
            xForwardedFor URL_TEXT HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            reqEndTimeMSec MILLIS_PART DURATION_US
            turnAroundTimeMSec MILLIS_PART DURATION_US
            transferTimeMSec MILLIS_PART DURATION_US
            cacheStatus CACHE_HIT CACHE_STATUS
            tlsVersion TEXT TLS_VERSION
            reqId TEXT REQUEST_ID
            """, "reqTimeSec", "statusCode", "cliIP|reqHost|reqPath");

    /**
     * <a href="https://learn.microsoft.com/azure/frontdoor/monitor-front-door-reference">Azure Front Door's access log</a>
     * and that of <a href="https://learn.microsoft.com/azure/cdn/monitoring-and-access-log">Azure's CDN</a>.
     * {@code clientIp} is what {@code X-Forwarded-For} says where there is that header, so only {@code socketIp} is sure.
     * {@code timeTaken} is seconds in all <a
     * href="https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-monitor">samples</a>, with three
     * decimals, but one <a
     * href="https://learn.microsoft.com/previous-versions/azure/frontdoor/standard-premium/how-to-logs">page</a> calls it
     * milliseconds.
     */
    static final JsonFormat FRONT_DOOR = JsonFormat.of(
            """
            time TIME TIMESTAMP
            properties>socketIp ADDRESS NETWORK_PEER_ADDRESS
            properties>socketIP ADDRESS NETWORK_PEER_ADDRESS
            properties>clientIp FORWARDED_OR_PEER HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            properties>clientIP FORWARDED_OR_PEER HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            properties>clientPort NUMBER CLIENT_PORT
            properties>httpMethod METHOD HTTP_REQUEST_METHOD
            properties>requestUri TARGET URL_PATH
            properties>hostName HOST SERVER_ADDRESS
            properties>endpoint HOST SERVER_ADDRESS
            properties>httpVersion PROTOCOL NETWORK_PROTOCOL_VERSION
            properties>requestProtocol PROTOCOL NETWORK_PROTOCOL_VERSION
            properties>httpStatusCode STATUS HTTP_RESPONSE_STATUS_CODE
            properties>responseBytes NUMBER HTTP_RESPONSE_BODY_SIZE
            properties>requestBytes NUMBER HTTP_REQUEST_SIZE
            properties>referrer TEXT HTTP_REQUEST_HEADER_REFERER
            properties>referer TEXT HTTP_REQUEST_HEADER_REFERER
            properties>userAgent TEXT USER_AGENT_ORIGINAL
            properties>timeTaken FRACTIONAL_SECONDS DURATION_US
            properties>originIp TEXT UPSTREAM_ADDRESS
            properties>originIP TEXT UPSTREAM_ADDRESS
            properties>backendHostname TEXT UPSTREAM_ADDRESS
            properties>cacheStatus TEXT CACHE_STATUS
            properties>securityProtocol TEXT TLS_VERSION
            properties>securityCipher TEXT TLS_CIPHER
            properties>trackingReference TEXT REQUEST_ID
            """,
            "category=FrontDoorAccessLog|category=FrontdoorAccessLog|category=AzureCdnAccessLog",
            "time",
            "properties>requestUri|properties>httpMethod|properties>httpStatusCode");

    /**
     * <a href="https://learn.microsoft.com/azure/application-gateway/application-gateway-diagnostics#access-log">Azure
     * Application Gateway's access log</a> where nothing tells the version, and so whether {@code timeTaken} is seconds.
     * {@code requestQuery} is no part of the request.
     */
    static final JsonFormat APPLICATION_GATEWAY = JsonFormat.of(
            """
            timeStamp TIME TIMESTAMP
            time TIME TIMESTAMP
            properties>clientIP ADDRESS CLIENT_ADDRESS
            properties>clientPort NUMBER CLIENT_PORT
            properties>httpMethod METHOD HTTP_REQUEST_METHOD
            properties>originalRequestUriWithArgs TARGET URL_PATH
            properties>requestUri TARGET URL_PATH
            properties>originalHost HOST SERVER_ADDRESS
            properties>host HOST SERVER_ADDRESS
            properties>httpVersion PROTOCOL NETWORK_PROTOCOL_VERSION
            properties>httpStatus STATUS HTTP_RESPONSE_STATUS_CODE
            properties>sentBytes NUMBER HTTP_RESPONSE_BODY_SIZE
            properties>receivedBytes NUMBER HTTP_REQUEST_SIZE
            properties>userAgent TEXT USER_AGENT_ORIGINAL
            properties>UserAgent TEXT USER_AGENT_ORIGINAL
            properties>timeTaken FRACTIONAL_SECONDS DURATION_US
            properties>serverRouted TEXT UPSTREAM_ADDRESS
            properties>serverStatus STATUS UPSTREAM_STATUS_CODE
            properties>serverResponseLatency SECONDS UPSTREAM_DURATION_US
            properties>sslProtocol TEXT TLS_VERSION
            properties>sslCipher TEXT TLS_CIPHER
            properties>transactionId TEXT REQUEST_ID
            """,
            "category=ApplicationGatewayAccessLog",
            "timeStamp|time",
            "properties>requestUri|properties>httpMethod|properties>httpStatus");

    private static final String V2 = "properties>transactionId|properties>serverRouted|properties>serverStatus"
            + "|properties>serverResponseLatency|properties>clientResponseTime|properties>sslCipher"
            + "|properties>sslProtocol|properties>sslClientVerify|properties>WAFMode|properties>WAFEvaluationTime"
            + "|properties>originalRequestUriWithArgs|properties>upstreamSourcePort|properties>error_info"
            + "|properties>contentType";

    /** Version 2's, by the fields that only it has: its times are seconds. */
    static final JsonFormat APPLICATION_GATEWAY_2 = APPLICATION_GATEWAY
            .reading(Kind.FRACTIONAL_SECONDS, Kind.SECONDS)
            .requiring("category=ApplicationGatewayAccessLog", "timeStamp|time", V2);

    /** Version 1's, by the names of its instances and what it puts in place of the query: its times are milliseconds. */
    static final JsonFormat APPLICATION_GATEWAY_1 = APPLICATION_GATEWAY
            .reading(Kind.FRACTIONAL_SECONDS, Kind.MILLIS)
            .requiring(
                    "category=ApplicationGatewayAccessLog",
                    "timeStamp|time",
                    "properties>instanceId=ApplicationGatewayRole_*|properties>requestQuery=X-AzureApplicationGateway-*");

    /**
     * A row of <a href="https://learn.microsoft.com/azure/azure-monitor/reference/tables/agwaccesslogs">the table</a> that
     * Azure Monitor keeps the second version's log in, as a workspace exports it.
     */
    static final JsonFormat APPLICATION_GATEWAY_TABLE = JsonFormat.of("""
            TimeGenerated TIME TIMESTAMP
            ClientIp ADDRESS CLIENT_ADDRESS
            ClientPort NUMBER CLIENT_PORT
            HttpMethod METHOD HTTP_REQUEST_METHOD
            OriginalRequestUriWithArgs TARGET URL_PATH
            RequestUri TARGET URL_PATH
            OriginalHost HOST SERVER_ADDRESS
            Host HOST SERVER_ADDRESS
            HttpVersion PROTOCOL NETWORK_PROTOCOL_VERSION
            HttpStatus STATUS HTTP_RESPONSE_STATUS_CODE
            SentBytes NUMBER HTTP_RESPONSE_BODY_SIZE
            ReceivedBytes NUMBER HTTP_REQUEST_SIZE
            UserAgent TEXT USER_AGENT_ORIGINAL
            TimeTaken SECONDS DURATION_US
            ServerRouted TEXT UPSTREAM_ADDRESS
            ServerStatus STATUS UPSTREAM_STATUS_CODE
            ServerResponseLatency SECONDS UPSTREAM_DURATION_US
            SslProtocol TEXT TLS_VERSION
            SslCipher TEXT TLS_CIPHER
            TransactionId TEXT REQUEST_ID
            """, "Type=AGWAccessLogs", "TimeGenerated");

    /**
     * The JSON that the guides to Amazon's API Gateway propose for
     * <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html">REST</a> and
     * <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html">HTTP APIs</a>, whose
     * resource or route stands for the path where that is not logged. A WebSocket API's messages are no requests.
     */
    static final JsonFormat API_GATEWAY = JsonFormat.of(
            """
            requestTimeEpoch TIME TIMESTAMP
            requestTime TIME TIMESTAMP
            ip ADDRESS CLIENT_ADDRESS
            sourceIp ADDRESS CLIENT_ADDRESS
            user TEXT USER_NAME
            httpMethod METHOD HTTP_REQUEST_METHOD
            path TARGET URL_PATH
            resourcePath TARGET URL_PATH
            routeKey ROUTE URL_PATH
            domainName HOST SERVER_ADDRESS
            protocol PROTOCOL NETWORK_PROTOCOL_VERSION
            status STATUS HTTP_RESPONSE_STATUS_CODE
            responseLength NUMBER HTTP_RESPONSE_BODY_SIZE
            userAgent TEXT USER_AGENT_ORIGINAL
            responseLatency MILLIS DURATION_US
            integrationStatus STATUS UPSTREAM_STATUS_CODE
            integrationLatency MILLIS UPSTREAM_DURATION_US
            requestId TEXT REQUEST_ID
            extendedRequestId TEXT REQUEST_ID
            """,
            "requestTime|requestTimeEpoch",
            "requestId|extendedRequestId",
            "httpMethod|resourcePath|path",
            "status");

    /** <a href="https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html">AWS WAF's log</a>. */
    static final JsonFormat WAF = JsonFormat.of("""
            timestamp TIME TIMESTAMP
            httpRequest>clientIp ADDRESS CLIENT_ADDRESS
            httpRequest>httpMethod METHOD HTTP_REQUEST_METHOD
            httpRequest>uri TARGET URL_PATH
            httpRequest>args QUERY URL_QUERY
            httpRequest>scheme TEXT URL_SCHEME
            httpRequest>headers>[host] HOST SERVER_ADDRESS
            httpRequest>host HOST SERVER_ADDRESS
            httpRequest>httpVersion PROTOCOL NETWORK_PROTOCOL_VERSION
            responseCodeSent STATUS HTTP_RESPONSE_STATUS_CODE
            httpRequest>headers>[referer] TEXT HTTP_REQUEST_HEADER_REFERER
            httpRequest>headers>[user-agent] TEXT USER_AGENT_ORIGINAL
            httpRequest>headers>[x-forwarded-for] FORWARDED HTTP_REQUEST_HEADER_X_FORWARDED_FOR
            httpRequest>requestId TEXT REQUEST_ID
            """, "webaclId", "timestamp", "httpRequest>clientIp|httpRequest>uri");

    /** Firebase Hosting's requests in <a href="https://firebase.google.com/docs/hosting/web-request-logs-and-metrics">Cloud Logging</a>. */
    static final JsonFormat FIREBASE = JsonFormats.GOOGLE_LB
            .followedBy(JsonFormat.of("jsonPayload>hostname HOST SERVER_ADDRESS"))
            .requiring(
                    "timestamp|receiveTimestamp",
                    "httpRequest>requestUrl|httpRequest>requestMethod",
                    "jsonPayload>hostname",
                    "resource>type=firebase_domain|jsonPayload>remoteIpCountry|jsonPayload>remoteIpCity"
                            + "|jsonPayload>billable");

    private CloudJson() {}
}
