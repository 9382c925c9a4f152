package dev.weir.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The formats that are known by name: data, in the order in which they are listed. */
final class BuiltIns {
    private static final String COMMON_TEXT = "%h %l %u %t \"%r\" %>s %b";
    private static final String REFERER_AGENT = " \"%{Referer}i\" \"%{User-agent}i\"";
    private static final String HAPROXY_TLS = " %errors %sni/%sslv/%sslc";
    private static final Template COMBINED_TEMPLATE = FormatLanguage.APACHE.compile(COMMON_TEXT + REFERER_AGENT);
    private static final String S3_START =
            "$owner $bucket [$time] $client $requester $request_id $operation $key \"$request\" $status $error"
                    + " $sent_bytes $object_size $total_millis $turnaround_millis \"$referer\" \"$user_agent\"";

    private static final String ENVOY_START =
            "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\""
                    + " %RESPONSE_CODE% %RESPONSE_FLAGS%";
    private static final String ENVOY_REST = " %BYTES_RECEIVED% %BYTES_SENT% %DURATION%"
            + " %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% \"%REQ(X-FORWARDED-FOR)%\" \"%REQ(USER-AGENT)%\""
            + " \"%REQ(X-REQUEST-ID)%\" \"%REQ(:AUTHORITY)%\" \"%UPSTREAM_HOST%\"";

    static final LogFormat COMMON = text(
            "common",
            "NCSA common log format, of every web server",
            "203.0.113.7 - alice [22/Nov/2026:10:00:00 +0000] \"GET /a/b?x=1 HTTP/1.1\" 200 523",
            List.of(
                    FormatLanguage.APACHE
                            .compile("%h %l %u %t %r %>s %b")
                            .reading(Field.HTTP_REQUEST_LINE, Kind.BARE_REQUEST),
                    FormatLanguage.APACHE
                            .compile("%h %l %u %t %r %>s")
                            .reading(Field.HTTP_REQUEST_LINE, Kind.BARE_REQUEST)),
            FormatLanguage.APACHE.compile(COMMON_TEXT));
    static final LogFormat COMBINED = text(
            "combined",
            "Common plus referer and user agent: the default of nginx and Apache",
            "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 523 \"https://www.example.org/\""
                    + " \"Mozilla/5.0 (X11; Linux x86_64)\"",
            List.of(),
            COMBINED_TEMPLATE);
    static final LogFormat VHOST_COMBINED = text(
            "vhost-combined",
            "Combined or common, preceded by the virtual host, as on Debian",
            "www.example.com:443 203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 523 \"-\""
                    + " \"curl/8.0\"",
            vhost(REFERER_AGENT),
            vhost(""));
    static final LogFormat COMBINED_IO = text(
            "combined-io",
            "Combined plus bytes in and out, perhaps preceded by microseconds (%D %I %O)",
            "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 523 \"https://www.example.org/\""
                    + " \"Mozilla/5.0 (X11; Linux x86_64)\" 1843 212 734",
            FormatLanguage.APACHE.compile(COMMON_TEXT + REFERER_AGENT + " %D %I %O"),
            FormatLanguage.APACHE.compile(COMMON_TEXT + REFERER_AGENT + " %I %O"));
    static final LogFormat NGINX_MAIN = text(
            "nginx-main",
            "Combined plus X-Forwarded-For: \"main\" of nginx packages",
            "172.17.0.1 - - [31/Mar/2021:12:04:07 +0000] \"GET / HTTP/1.1\" 200 612 \"-\" \"curl/7.75.0\" \"-\"",
            FormatLanguage.APACHE.compile(COMMON_TEXT + REFERER_AGENT + " \"%{X-Forwarded-For}i\""));
    static final LogFormat INGRESS_NGINX = text(
            "ingress-nginx",
            "The Kubernetes ingress controller's upstreaminfo",
            "203.0.113.7 - - [18/Mar/2023:15:00:00 +0000] \"GET /some/path HTTP/2.0\" 200 12312"
                    + " \"https://10.0.0.1/some/referer\" \"Mozilla/5.0 (X11; Linux x86_64)\" 462 0.050"
                    + " [some-upstream-service-9000] [] 10.0.50.80:9000 19437 0.049 200"
                    + " 752178adb17130b291aefd8c386279e7",
            join(
                    COMBINED_TEMPLATE,
                    FormatLanguage.NGINX.compile(
                            " $request_length $request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name]"
                                    + " $upstream_addr $upstream_response_length $upstream_response_time $upstream_status"
                                    + " $req_id")));
    static final LogFormat TRAEFIK_CLF = text(
            "traefik-clf",
            "Traefik's default text",
            "172.17.0.1 - - [08/Dec/2021:09:16:05 +0000] \"GET /scripts/cpshost.dll HTTP/1.1\" 200 414 \"-\" \"-\""
                    + " 500 \"test@docker\" \"http://172.17.0.3:80\" 0ms",
            join(
                    COMBINED_TEMPLATE,
                    new Template(
                            List.of(" ", " \"", "\" \"", "\" ", ""),
                            List.of(
                                    // The number of requests so far.
                                    new Token(Kind.NUMBER, null, null),
                                    Token.skip(null),
                                    Token.of(Kind.TEXT, Field.UPSTREAM_ADDRESS),
                                    Token.of(Kind.MILLIS, Field.DURATION_US)),
                            4,
                            false)));
    static final LogFormat SEED = text(
            "seed",
            "Combined with a bracketed status and, often, times without zone",
            "198.51.100.4 - - [22/Nov/2026:10:00:00] \"PUT /tag/list/app HTTP/1.1\" [404] 523"
                    + " \"http://www.garcia.com/main/\" \"Opera/9.80.(X11; Linux i686; nl-NL) Presto/2.9.164"
                    + " Version/10.00\"",
            FormatLanguage.APACHE.compile("%h %l %u %t \"%r\" [%>s] %b" + REFERER_AGENT),
            FormatLanguage.APACHE.compile("%h %l %u %t \"%r\" [%>s] %b"));
    static final LogFormat CPANEL = text(
            "cpanel",
            "cPanel's and WHM's own access log, with the month in front of the day",
            "203.0.113.7 - alice%40example.com [11/22/2026:10:00:00 -0000] \"GET /cpsess1/ HTTP/1.1\" 200 0 \"-\""
                    + " \"Mozilla/5.0 (X11)\" \"s\" \"-\" 2083",
            FormatLanguage.APACHE.compile("%h %l %u [%{%m/%d/%Y:%T %z}t] \"%r\" %>s %b" + REFERER_AGENT
                    + " \"%{auth}n\" \"%{X-Forwarded-For}i\" %p"));
    static final LogFormat GANDI = text(
            "gandi",
            "Gandi's simple hosting: combined behind the virtual host, with seconds in front of the request",
            "www.example.com 203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] (4 s) \"GET / HTTP/1.1\" 200 16384 \"-\""
                    + " \"curl/8.0\"",
            FormatLanguage.APACHE.compile("%v %h %l %u %t (%T s) \"%r\" %>s %b" + REFERER_AGENT));
    static final LogFormat SQUID = text(
            "squid",
            "Squid's native log",
            "1795341600.450    921 203.0.113.7 TCP_MISS/200 507 GET http://www.example.com/a?x=1 alice"
                    + " HIER_DIRECT/198.51.100.9 text/html",
            FormatLanguage.CLOUD
                    .compile(
                            "$time $total_millis $client $result/$status $sent_bytes $method $url $user $hierarchy/$target"
                                    + " $type")
                    .growing(10));
    static final LogFormat COMBINED_EXTRA = text(
            "combined-extra",
            "Combined followed by what is not known, which is kept as an attribute; its log_format would name it",
            "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 523 \"-\" \"curl/8.0\" \"2.75\"",
            FormatLanguage.APACHE
                    .compile(COMMON_TEXT + REFERER_AGENT + " \"%{X-Forwarded-For}i\"")
                    .reading(Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR, Kind.FORWARDED_ADDRESSES)
                    .followedBy(Kind.TEXT),
            COMBINED_TEMPLATE.followedBy(Kind.TEXT));
    static final LogFormat COMMON_EXTRA = text(
            "common-extra",
            "Common followed by what is not known, which is kept as an attribute",
            "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 523 c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            FormatLanguage.APACHE.compile(COMMON_TEXT).followedBy(Kind.CLOSED));
    static final LogFormat NGINX_JSON = json(
            "nginx-json",
            "nginx with escape=json and keys named like its variables",
            "{\"time\":\"2026-11-22T10:00:00+00:00\",\"remote_addr\":\"203.0.113.7\",\"method\":\"GET\",\"uri\":\"/p\","
                    + "\"args\":\"x=1\",\"status\":200,\"body_bytes_sent\":512,\"request_time\":0.034,"
                    + "\"http_referer\":\"\",\"http_user_agent\":\"curl/8\",\"host\":\"www.example.com\"}",
            JsonFormats.NGINX);
    static final LogFormat CADDY = json(
            "caddy",
            "Caddy's access log",
            "{\"level\":\"info\",\"ts\":1693840791.7564995,\"logger\":\"http.log.access\",\"msg\":\"handled request\","
                    + "\"request\":{\"remote_ip\":\"172.17.0.1\",\"remote_port\":\"44790\",\"client_ip\":\"127.0.0.1\","
                    + "\"proto\":\"HTTP/1.0\",\"method\":\"GET\",\"host\":\"127.0.0.1:8080\",\"uri\":\"/\","
                    + "\"headers\":{\"User-Agent\":[\"curl/7.74.0\"]}},\"bytes_read\":0,\"user_id\":\"\","
                    + "\"duration\":0.000002701,\"size\":0,\"status\":0,\"resp_headers\":{\"Server\":[\"Caddy\"]}}",
            JsonFormats.CADDY);
    static final LogFormat TRAEFIK_JSON = json(
            "traefik-json",
            "Traefik's access log as JSON",
            "{\"ClientAddr\":\"172.20.0.1:52458\",\"ClientHost\":\"203.0.113.7\",\"DownstreamContentSize\":15,"
                    + "\"DownstreamStatus\":\"200\",\"Duration\":10002425284,\"OriginStatus\":504,"
                    + "\"RequestHost\":\"localhost\",\"RequestMethod\":\"GET\","
                    + "\"RequestPath\":\"/my/app/auth?id=1234&user=dude\",\"RequestProtocol\":\"HTTP/1.1\","
                    + "\"StartUTC\":\"2026-11-22T10:00:00.5Z\"}",
            JsonFormats.TRAEFIK);
    static final LogFormat ISTIO = text(
            "istio",
            "Istio's default text",
            "[2023-02-08T22:00:26.503Z] \"GET / HTTP/1.1\" 200 - via_upstream - \"-\" 0 568 1 0 \"203.0.113.1\" \"curl/8.0\""
                    + " \"f825485a-6c59-4eaf-b712-9a172662b355\" \"www.example.com\" \"10.0.0.1:9200\""
                    + " outbound|9200||web.ns.svc.cluster.local 10.0.0.9:33224 10.20.20.236:9200 192.168.1.1:60754"
                    + " www.example.com default",
            istio("%RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\""),
            istio("\"%DYNAMIC_METADATA(istio.mixer:status)%\""));
    static final LogFormat ENVOY = text(
            "envoy",
            "Envoy's default text",
            "[2026-11-22T10:00:00.310Z] \"POST /api/v1/locations HTTP/2\" 204 - 154 0 226 100 \"10.0.35.28\""
                    + " \"nsq2http\" \"cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2\" \"locations\" \"tcp://10.0.2.1:80\"",
            FormatLanguage.ENVOY.compile(ENVOY_START + ENVOY_REST),
            FormatLanguage.ENVOY.compile(ENVOY_START + ENVOY_REST).followedBy(Kind.TEXT));
    static final LogFormat ENVOY_GATEWAY_JSON = json(
            "envoy-gateway-json",
            "Envoy Gateway's and Istio's JSON",
            "{\":authority\":\"www.example.com\",\"bytes_received\":0,\"bytes_sent\":121258,\"duration\":11,"
                    + "\"downstream_remote_address\":\"203.0.113.7:51432\",\"method\":\"GET\",\"protocol\":\"HTTP/2\","
                    + "\"response_code\":200,\"response_flags\":\"-\",\"start_time\":\"2025-12-31T16:37:40.479Z\","
                    + "\"x-envoy-origin-path\":\"/\"}",
            JsonFormats.ENVOY_GATEWAY);
    static final LogFormat ECS = json(
            "ecs",
            "Elastic's common schema, as Filebeat and Logstash write access logs",
            "{\"@timestamp\":\"2026-11-22T10:00:00.000Z\",\"source\":{\"ip\":\"203.0.113.7\",\"port\":50112},"
                    + "\"http\":{\"request\":{\"method\":\"GET\",\"referrer\":\"https://www.example.org/\"},"
                    + "\"response\":{\"status_code\":200,\"body\":{\"bytes\":512}},\"version\":\"1.1\"},"
                    + "\"url\":{\"original\":\"/cart?id=7\",\"path\":\"/cart\",\"query\":\"id=7\",\"domain\":\"shop.example.com\"},"
                    + "\"user_agent\":{\"original\":\"curl/8.5\"},\"event\":{\"duration\":34000000}}",
            JsonFormats.ECS);
    static final LogFormat ENVOY_JSON = json(
            "envoy-json",
            "Envoy's JSON under keys that are named like nginx's variables",
            "{\"@timestamp\":\"2026-11-22T10:00:00.310Z\",\"remote_addr\":\"203.0.113.7\",\"request_method\":\"GET\","
                    + "\"request_uri\":\"/cart?id=7\",\"server_protocol\":\"HTTP/1.1\",\"status\":200,"
                    + "\"response_flags\":\"-\",\"bytes_sent\":154,\"request_time\":34,"
                    + "\"upstream_response_time\":\"31\",\"host\":\"shop.example.com\"}",
            JsonFormats.ENVOY);
    static final LogFormat AWS_ALB = text(
            "aws-alb",
            "AWS Application Load Balancer",
            "http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80"
                    + " 0.000 0.001 0.000 200 200 34 366 \"GET http://www.example.com:80/ HTTP/1.1\" \"curl/7.46.0\" - -"
                    + " arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067"
                    + " \"Root=1-58337262-36d228ad5d99923122bbe354\" \"-\" \"-\" 0 2018-07-02T22:22:48.364000Z"
                    + " \"forward\" \"-\" \"-\" 10.0.0.1:80 200 \"-\" \"-\"",
            FormatLanguage.CLOUD
                    .compile(
                            "$type $time $elb $client_and_port $target $request_processing_time $target_processing_time"
                                    + " $response_processing_time $status $target_status $received_bytes $sent_bytes"
                                    + " \"$request\" \"$user_agent\" $ssl_cipher $ssl_protocol $target_group_arn"
                                    + " \"$request_id\"")
                    .growing(13));
    static final LogFormat AWS_ELB = text(
            "aws-elb",
            "AWS Classic Load Balancer",
            "2015-05-13T23:39:43.945958Z my-loadbalancer 203.0.113.7:2817 10.0.0.1:80 0.000086 0.001048 0.001337 200"
                    + " 200 0 57 \"GET https://www.example.com:443/path/index.html HTTP/1.1\" \"Mozilla/5.0 (X11)\""
                    + " DHE-RSA-AES128-SHA TLSv1.2",
            FormatLanguage.CLOUD
                    .compile("$time $elb $client_and_port $target $request_processing_time $target_processing_time"
                            + " $response_processing_time $status $target_status $received_bytes $sent_bytes"
                            + " \"$request\" \"$user_agent\" $ssl_cipher $ssl_protocol $more")
                    .growing(12));
    static final LogFormat CLOUDFRONT = new LogFormat(
            W3cMatcher.CLOUDFRONT,
            W3cMatcher.CLOUDFRONT,
            "Amazon CloudFront's standard log, by #Fields if there is one",
            "2024-03-12\t15:22:28\tCDG50-P2\t703\t203.0.113.7\tGET\td6rcaj0q1hys9.cloudfront.net\t/testseb\t400\t-\t"
                    + "curl/7.81.0\tquery_param=42\t-\tError\t375W==\twww.example.com\thttps\t62\t0.113\t-\tTLSv1.3\t"
                    + "TLS_AES_128_GCM_SHA256\tError\tHTTP/2.0\t-\t-\t51754\t0.113\tError\t"
                    + "text/plain;%20charset=utf-8\t20\t-\t-",
            null,
            new Shape.W3c());
    static final LogFormat IIS = new LogFormat(
            W3cMatcher.IIS,
            W3cMatcher.IIS,
            "W3C extended, by its #Fields, as IIS writes it",
            "2012-04-01 00:00:13 5.6.7.8 GET /foo/bar topCat1=divinity&submit=Search 80 theuser 203.0.113.7"
                    + " Mozilla/5.0+(X11) - 200 0 0 1687",
            "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer)"
                    + " sc-status sc-substatus sc-win32-status time-taken",
            new Shape.W3c());
    static final LogFormat HAPROXY = text(
            "haproxy",
            "HAProxy's HTTP log, with or without syslog's prefix",
            "Sep 25 06:05:27 hostname haproxy[6801]: 203.0.113.7:55008 [25/Sep/2018:06:05:27.584] ft_https~"
                    + " bk_https/abc 0/0/0/72/72 200 7456 - - ---- 5/4/0/1/0 0/0 \"POST /user/ HTTP/1.1\"",
            haproxy(" %{+Q}r"),
            haproxy(" %captures %{+Q}r"),
            haproxy(" %{+Q}r" + HAPROXY_TLS),
            haproxy(" %captures %{+Q}r" + HAPROXY_TLS),
            haproxy(" %{+Q}r").cut().orElseThrow(),
            haproxy(" %captures %{+Q}r").cut().orElseThrow());
    /** Of connections, not of requests: what it reads becomes a dead letter that says so. */
    static final Template HAPROXY_TCP = FormatLanguage.HAPROXY
            .compile("%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %connections %queues")
            .withoutAttributes();

    static final LogFormat HAPROXY_CLF = text(
            "haproxy-clf",
            "HAProxy's option httplog clf",
            "203.0.113.7 - - [13/Sep/2018:08:43:45 +0000] \"HEAD / HTTP/1.0\" 301 93 \"\" \"\" 10976 828 \"https\" \"https\""
                    + " \"<NOSRV>\" 0 -1 -1 -1 0 LR-- 1 1 0 0 0 0 0 \"\" \"\"",
            haproxyClf(""),
            haproxyClf(" %captures"));

    static final LogFormat AWS_S3 = text(
            "aws-s3",
            "Amazon S3 server access log",
            "79a59df900b949e55d96a1e698fb DOC-EXAMPLE-BUCKET [06/Feb/2019:00:00:38 +0000] 203.0.113.7 -"
                    + " 3E57427F3EXAMPLE REST.GET.VERSIONING - \"GET /DOC-EXAMPLE-BUCKET?versioning HTTP/1.1\" 200 - 113"
                    + " - 7 - \"-\" \"S3Console/0.4\" -",
            FormatLanguage.CLOUD
                    .compile(S3_START + " $version $host_id $signature $ssl_cipher $auth $host $ssl_protocol $more")
                    .growing(17));
    static final LogFormat GCS = text(
            "gcs",
            "Google Cloud Storage usage log, CSV",
            "\"1763805600123456\",\"203.0.113.7\",\"1\",\"\",\"GET\",\"/bucket/a.txt?x=1\",\"200\",\"512\",\"2048\","
                    + "\"34000\",\"storage.googleapis.com\",\"\",\"curl/8.0\",\"ABCD\",\"GET_Object\",\"bucket\","
                    + "\"a.txt\"",
            FormatLanguage.CLOUD
                    .compile("\"$time\",\"$client\",\"$c_ip_type\",\"$c_ip_region\",\"$method\",\"$uri\",\"$status\","
                            + "\"$received_bytes\",\"$sent_bytes\",\"$total_micros\",\"$host\",\"$referer\",\"$user_agent\","
                            + "\"$request_id\",\"$operation\",\"$bucket\",\"$object\"")
                    .reading(Field.URL_PATH, Kind.DOUBLED_TARGET)
                    .reading(Field.HTTP_REQUEST_HEADER_REFERER, Kind.DOUBLED_TEXT)
                    .reading(Field.USER_AGENT_ORIGINAL, Kind.DOUBLED_TEXT));
    static final LogFormat GOOGLE_LB = json(
            "google-lb",
            "Google Cloud load balancers and Cloud Run, as Cloud Logging exports them",
            "{\"insertId\":\"1oek5rg3l3fxj7\",\"httpRequest\":{\"requestMethod\":\"GET\","
                    + "\"requestUrl\":\"http://www.example.com/static/us/three-cats.jpg\",\"requestSize\":\"577\","
                    + "\"status\":304,\"responseSize\":\"157\",\"userAgent\":\"Mozilla/5.0 (X11)\","
                    + "\"remoteIp\":\"203.0.113.7\",\"cacheHit\":true,\"latency\":\"0.034561s\"},"
                    + "\"resource\":{\"type\":\"http_load_balancer\"},\"timestamp\":\"2020-06-08T23:41:30.078651Z\"}",
            JsonFormats.GOOGLE_LB);

    static final List<LogFormat> ALL = Stream.concat(
                    Stream.of(
                            COMBINED,
                            COMMON,
                            VHOST_COMBINED,
                            COMBINED_IO,
                            COMBINED_EXTRA,
                            COMMON_EXTRA,
                            CPANEL,
                            GANDI,
                            SQUID,
                            SEED,
                            NGINX_MAIN,
                            NGINX_JSON,
                            INGRESS_NGINX,
                            CADDY,
                            TRAEFIK_CLF,
                            TRAEFIK_JSON,
                            ENVOY,
                            ISTIO,
                            ENVOY_GATEWAY_JSON,
                            HAPROXY,
                            HAPROXY_CLF,
                            IIS,
                            AWS_ALB,
                            AWS_ELB,
                            AWS_S3,
                            CLOUDFRONT,
                            GOOGLE_LB,
                            GCS,
                            ECS,
                            ENVOY_JSON,
                            CloudBuiltIns.CLOUDFRONT_REAL_TIME,
                            CloudBuiltIns.API_GATEWAY_TEXT,
                            CloudBuiltIns.CADDY_CONSOLE),
                    CloudBuiltIns.JSON.stream())
            .toList();

    private BuiltIns() {}

    private static Template vhost(String rest) {
        Template template = FormatLanguage.APACHE.compile("%v %h %l %u %t \"%r\" %>s %b" + rest);
        List<Token> tokens = new ArrayList<>(template.tokens());
        tokens.set(0, Token.of(Kind.VHOST, Field.SERVER_ADDRESS));
        tokens.set(1, Token.of(Kind.STRICT_ADDRESS, Field.CLIENT_ADDRESS));
        return Template.of(template.literals(), tokens);
    }

    private static Template istio(String details) {
        return FormatLanguage.ENVOY
                .compile(ENVOY_START + " " + details + ENVOY_REST
                        + " %UPSTREAM_CLUSTER% %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS%"
                        + " %REQUESTED_SERVER_NAME% %ROUTE_NAME%")
                .growing(17);
    }

    private static Template haproxyClf(String captures) {
        return FormatLanguage.HAPROXY.compile(
                "%{+Q}o %{-Q}ci - %user [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta"
                        + " %tsc %ac %fc %bc %sc %rc %sq %bq %CC %CS" + captures);
    }

    private static Template haproxy(String rest) {
        return FormatLanguage.HAPROXY.compile(
                "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc" + " %connections %queues" + rest);
    }

    /** One template after the other, the first one's last literal and the second one's first becoming one. */
    private static Template join(Template first, Template second) {
        List<String> literals = new ArrayList<>(first.literals());
        literals.set(
                literals.size() - 1,
                literals.get(literals.size() - 1) + second.literals().get(0));
        literals.addAll(second.literals().subList(1, second.literals().size()));
        List<Token> tokens = new ArrayList<>(first.tokens());
        tokens.addAll(second.tokens());
        return Template.of(literals, tokens);
    }

    private static LogFormat text(String name, String description, String sample, Template... templates) {
        List<Template> nameless =
                Arrays.stream(templates).map(Template::withoutAttributes).toList();
        return new LogFormat(name, name, description, sample, null, Shape.Text.of(nameless));
    }

    /** One that some write without the size, and in ways of their own. */
    private static LogFormat text(
            String name, String description, String sample, List<Template> ways, Template... templates) {
        Shape.Text shape = Shape.Text.of(Arrays.asList(templates));
        List<Template> sizeless = Arrays.stream(templates)
                .flatMap(template -> template.without(Field.HTTP_RESPONSE_BODY_SIZE).stream())
                .toList();
        List<Template> rims = Stream.of(shape.rims(), sizeless, ways)
                .flatMap(List::stream)
                .map(Template::withoutAttributes)
                .toList();
        return new LogFormat(name, name, description, sample, null, new Shape.Text(shape.templates(), rims));
    }

    private static LogFormat json(String name, String description, String sample, JsonFormat format) {
        return new LogFormat(name, name, description, sample, null, new Shape.Json(List.of(format), null));
    }
}
