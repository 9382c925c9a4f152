package dev.weir.format;

import java.util.List;

/** The formats of content delivery networks and cloud providers that are known by name. */
final class CloudBuiltIns {
    private static final String XML_START = "<request id=\"$request_id\"> <ip>$client</ip> ";
    private static final String XML_LONG =
            "<request id=\"$request_id\"> <extendedRequestId>$more</extendedRequestId>" + " <ip>$client</ip> ";
    private static final String XML_END = " <status>$status</status> <protocol>$protocol</protocol>"
            + " <responseLength>$sent_bytes</responseLength> ";

    /** Those that are JSON, in the order in which they are tried. */
    static final List<LogFormat> JSON = List.of(
            json(
                    "aws-waf",
                    "AWS WAF's log",
                    "{\"timestamp\":1763805600123,\"formatVersion\":1,\"webaclId\":\"arn:aws:wafv2:eu-west-1:1:regional/webacl/w/1\","
                            + "\"terminatingRuleId\":\"Default_Action\",\"action\":\"ALLOW\",\"httpSourceName\":\"ALB\","
                            + "\"responseCodeSent\":null,\"httpRequest\":{\"clientIp\":\"203.0.113.7\",\"country\":\"DE\",\"headers\":["
                            + "{\"name\":\"Host\",\"value\":\"shop.example.com\"},{\"name\":\"User-Agent\",\"value\":\"curl/8.5\"}],"
                            + "\"uri\":\"/cart\",\"args\":\"id=7\",\"httpVersion\":\"HTTP/2.0\",\"httpMethod\":\"GET\","
                            + "\"requestId\":\"rid-1\"}}",
                    CloudJson.WAF),
            json(
                    "firebase-hosting",
                    "Firebase Hosting's requests, as Cloud Logging exports them",
                    "{\"httpRequest\":{\"requestMethod\":\"GET\",\"requestUrl\":\"/index.html\",\"status\":200,"
                            + "\"responseSize\":\"1893\",\"userAgent\":\"curl/8.5\",\"remoteIp\":\"203.0.113.7\",\"latency\":\"0.004s\"},"
                            + "\"jsonPayload\":{\"hostname\":\"shop.example.com\",\"remoteIpCountry\":\"DE\"},"
                            + "\"resource\":{\"type\":\"firebase_domain\"},\"timestamp\":\"2026-11-22T10:00:00Z\"}",
                    CloudJson.FIREBASE),
            json(
                    "azure-front-door",
                    "Azure Front Door's access log",
                    "{\"time\":\"2026-11-22T10:00:00.5Z\",\"category\":\"FrontDoorAccessLog\",\"properties\":{"
                            + "\"trackingReference\":\"ref-1\",\"httpMethod\":\"GET\",\"httpVersion\":\"2.0.0.0\","
                            + "\"requestUri\":\"https://shop.example.com:443/cart?id=7\",\"requestBytes\":\"212\","
                            + "\"responseBytes\":\"1893\",\"userAgent\":\"curl/8.5\",\"clientIp\":\"203.0.113.7\","
                            + "\"socketIp\":\"203.0.113.7\",\"clientPort\":\"50112\",\"timeTaken\":\"0.034\","
                            + "\"requestProtocol\":\"HTTPS\",\"securityProtocol\":\"TLS 1.3\",\"httpStatusCode\":\"200\","
                            + "\"cacheStatus\":\"MISS\",\"originIp\":\"192.0.2.30:443\"}}",
                    CloudJson.FRONT_DOOR),
            json(
                    "azure-app-gateway",
                    "Azure Application Gateway's access log",
                    "{\"timeStamp\":\"2026-11-22T10:00:00+00:00\",\"category\":\"ApplicationGatewayAccessLog\",\"properties\":{"
                            + "\"instanceId\":\"appgw_0\",\"clientIP\":\"203.0.113.7\",\"httpMethod\":\"GET\","
                            + "\"requestUri\":\"/cart\",\"userAgent\":\"curl/8.5\",\"httpStatus\":200,"
                            + "\"httpVersion\":\"HTTP/1.1\",\"receivedBytes\":197,\"sentBytes\":1893,\"timeTaken\":0.034,"
                            + "\"sslProtocol\":\"TLSv1.2\",\"serverRouted\":\"10.4.0.4:443\",\"serverStatus\":\"200\","
                            + "\"serverResponseLatency\":\"0.028\",\"originalHost\":\"shop.example.com\","
                            + "\"originalRequestUriWithArgs\":\"/cart?id=7\"}}",
                    CloudJson.APPLICATION_GATEWAY_1,
                    CloudJson.APPLICATION_GATEWAY_2,
                    CloudJson.APPLICATION_GATEWAY,
                    CloudJson.APPLICATION_GATEWAY_TABLE),
            json(
                    "cloudflare",
                    "Cloudflare's HTTP requests by Logpush",
                    "{\"ClientIP\":\"203.0.113.7\",\"ClientRequestHost\":\"shop.example.com\",\"ClientRequestMethod\":\"GET\","
                            + "\"ClientRequestURI\":\"/cart?id=7\",\"ClientRequestProtocol\":\"HTTP/3\","
                            + "\"ClientRequestUserAgent\":\"curl/8.5\",\"EdgeStartTimestamp\":\"2026-11-22T10:00:00Z\","
                            + "\"EdgeEndTimestamp\":\"2026-11-22T10:00:01Z\",\"EdgeResponseBytes\":1893,"
                            + "\"EdgeResponseStatus\":200,\"CacheCacheStatus\":\"hit\",\"OriginResponseStatus\":0,"
                            + "\"RayID\":\"9a1b2c3d4e5f6071\"}",
                    CloudJson.CLOUDFLARE),
            json(
                    "akamai-datastream",
                    "Akamai's DataStream 2 as JSON",
                    "{\"version\":2,\"cp\":\"1\",\"reqId\":\"1a2b3c\",\"reqTimeSec\":\"1763805600.123\",\"bytes\":\"1893\","
                            + "\"cliIP\":\"203.0.113.7\",\"statusCode\":\"200\",\"proto\":\"HTTPS\",\"reqHost\":\"shop.example.com\","
                            + "\"reqMethod\":\"GET\",\"reqPath\":\"/cart\",\"queryStr\":\"id=7\",\"reqPort\":\"443\","
                            + "\"UA\":\"Mozilla/5.0%20(X11;%20Linux)\",\"reqEndTimeMSec\":\"3\",\"turnAroundTimeMSec\":\"11\","
                            + "\"transferTimeMSec\":\"20\",\"cacheStatus\":\"1\"}",
                    CloudJson.AKAMAI),
            json(
                    "cloudfront-json",
                    "Amazon CloudFront's standard logging v2 as JSON",
                    "{\"date\":\"2026-11-22\",\"time\":\"10:00:00\",\"x-edge-location\":\"FRA56-P4\",\"sc-bytes\":\"1893\","
                            + "\"c-ip\":\"203.0.113.7\",\"cs-method\":\"GET\",\"cs(Host)\":\"d1.cloudfront.net\","
                            + "\"cs-uri-stem\":\"/cart\",\"sc-status\":\"200\",\"cs(User-Agent)\":\"curl/8.5%20(x)\","
                            + "\"cs-uri-query\":\"id=7\",\"x-edge-result-type\":\"Hit\",\"x-host-header\":\"shop.example.com\","
                            + "\"cs-protocol\":\"https\",\"time-taken\":\"0.034\",\"cs-protocol-version\":\"HTTP/3.0\"}",
                    CloudJson.CLOUDFRONT),
            json(
                    "aws-api-gateway",
                    "Amazon API Gateway, as its guides propose",
                    "{\"requestId\":\"c1d2\",\"ip\":\"203.0.113.7\",\"caller\":\"-\",\"user\":\"-\","
                            + "\"requestTime\":\"22/Nov/2026:10:00:00 +0000\",\"httpMethod\":\"GET\","
                            + "\"resourcePath\":\"/cart/{id}\",\"status\":\"200\",\"protocol\":\"HTTP/1.1\","
                            + "\"responseLength\":\"1893\"}",
                    CloudJson.API_GATEWAY),
            json(
                    "fastly",
                    "Fastly's log streaming as JSON",
                    "{\"timestamp\":\"2026-11-22T10:00:00+0000\",\"client_ip\":\"203.0.113.7\",\"geo_country\":\"germany\","
                            + "\"host\":\"shop.example.com\",\"url\":\"/cart?id=7\",\"request_method\":\"GET\","
                            + "\"request_protocol\":\"HTTP/2\",\"request_referer\":\"\",\"request_user_agent\":\"curl/8.5\","
                            + "\"response_state\":\"HIT-CLUSTER\",\"response_status\":200,\"response_body_size\":1893,"
                            + "\"fastly_server\":\"cache-fra1\",\"fastly_is_edge\":true}",
                    CloudJson.FASTLY));

    /**
     * CloudFront's <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/real-time-logs.html">real-time
     * logs</a> with all fields of their first years, which come without a header.
     */
    static final LogFormat CLOUDFRONT_REAL_TIME = new LogFormat(
            W3cMatcher.CLOUDFRONT_REAL_TIME,
            W3cMatcher.CLOUDFRONT_REAL_TIME,
            "Amazon CloudFront's real-time log with its default fields",
            "1763805600.123\t203.0.113.7\t0.031\t200\t1893\tGET\thttps\tshop.example.com\t/cart?id=7\t212\tFRA56-P4\tabc==\t"
                    + "d1.cloudfront.net\t0.034\tHTTP/2.0\tIPv4\tcurl/8.5\t-\t-\tid=7\tMiss\t-\tTLSv1.3\t"
                    + "TLS_AES_128_GCM_SHA256\tMiss\t-\t-\ttext/html\t1500\t-\t-\t50112\tMiss\tDE\tgzip\t*/*\t*\t"
                    + "host:shop.example.com%0A\thost%0A\t1",
            null,
            new Shape.W3c());

    /**
     * The text that the guides to API Gateway propose for
     * <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html">REST</a> and
     * <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html">HTTP APIs</a>: CSV, XML,
     * and CLF where that differs from everybody else's. CLF without a route is common-extra.
     */
    static final LogFormat API_GATEWAY_TEXT = text(
            "aws-api-gateway-text",
            "Amazon API Gateway as CSV or XML, as its guides propose, and as their CLF with routes",
            "203.0.113.7,-,-,22/Nov/2026:10:00:00 +0000,GET,/cart/{id},HTTP/1.1,200,1893,c1d2,JKJaXmPLvHcESHA=",
            gateway(
                            "$client,$caller,$requester,$time,$method,$uri,HTTP/$protocol,$status,$sent_bytes,$request_id,$more")
                    .growing(10),
            gateway("$client,$time,$method,$route,HTTP/$protocol,$status,$sent_bytes,$request_id,$more")
                    .growing(8),
            gateway(XML_START + "<caller>$caller</caller> <user>$requester</user> <requestTime>$time</requestTime>"
                    + " <httpMethod>$method</httpMethod> <resourcePath>$uri</resourcePath>" + XML_END + "</request>"),
            gateway(XML_LONG + "<caller>$caller</caller> <user>$requester</user> <requestTime>$time</requestTime>"
                    + " <httpMethod>$method</httpMethod> <resourcePath>$uri</resourcePath>" + XML_END + "</request>"),
            gateway(XML_START + "<requestTime>$time</requestTime> <httpMethod>$method</httpMethod>"
                    + " <routeKey>$route</routeKey>" + XML_END + "</request>"),
            gateway(XML_START + "<requestTime>$time</requestTime> <httpMethod>$method</httpMethod>"
                    + " <routeKey>$route</routeKey>" + XML_END
                    + "<extendedRequestId>$more</extendedRequestId> </request>"),
            gateway("$client $caller $requester [$time]\"$request\" $status $sent_bytes $request_id $more")
                    .growing(8),
            gateway("$client $caller $requester [$time] \"$routed_request\" $status $sent_bytes $request_id $more")
                    .growing(8));

    /** Caddy's <a href="https://caddyserver.com/docs/caddyfile/directives/log#console">console encoder</a>. */
    static final LogFormat CADDY_CONSOLE = new LogFormat(
            "caddy-console",
            "caddy-console",
            "Caddy's access log as its console encoder writes it",
            "2026/11/22 10:00:00.123\tINFO\thttp.log.access\thandled request\t{\"request\": {\"remote_ip\": \"203.0.113.7\","
                    + " \"remote_port\": \"50112\", \"client_ip\": \"203.0.113.7\", \"proto\": \"HTTP/2.0\", \"method\": \"GET\","
                    + " \"host\": \"shop.example.com\", \"uri\": \"/cart?id=7\", \"headers\": {\"User-Agent\": [\"curl/8.5\"]}},"
                    + " \"bytes_read\": 0, \"user_id\": \"\", \"duration\": 0.0015, \"size\": 1893, \"status\": 200}",
            null,
            new Shape.Console(JsonFormats.CADDY.requiring("request>uri", "request>method", "status")));

    private CloudBuiltIns() {}

    private static Template gateway(String format) {
        return FormatLanguage.CLOUD
                .compile(format)
                .reading(Field.REQUEST_ID, Kind.UNQUOTED)
                .withoutAttributes();
    }

    private static LogFormat text(String name, String description, String sample, Template... templates) {
        return new LogFormat(name, name, description, sample, null, new Shape.Text(List.of(templates), List.of()));
    }

    private static LogFormat json(String name, String description, String sample, JsonFormat... formats) {
        return new LogFormat(name, name, description, sample, null, new Shape.Json(List.of(formats), null));
    }
}
