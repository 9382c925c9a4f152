package dev.weir.format;

import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the built-in format of a line. What is tried, and in which order, follows from the line's first bytes alone and
 * nothing is learned from earlier lines: batch and speed layer must agree however the lines are split among them.
 */
final class AutoRecogniser implements LineParser.Recogniser {
    private static final List<LogFormat> COMMON = List.of(
            BuiltIns.COMBINED,
            BuiltIns.COMMON,
            BuiltIns.NGINX_MAIN,
            BuiltIns.COMBINED_IO,
            BuiltIns.INGRESS_NGINX,
            BuiltIns.TRAEFIK_CLF,
            BuiltIns.HAPROXY_CLF,
            BuiltIns.CPANEL,
            BuiltIns.COMBINED_EXTRA,
            BuiltIns.SEED);
    private static final Candidates CLF = candidates(COMMON);
    private static final Candidates BEHIND_WORDS = ClfFront.behindWords(
            Stream.concat(COMMON.stream(), Stream.of(BuiltIns.GANDI)).toList());
    private static final Candidates GANDI = ClfFront.behindWords(List.of(BuiltIns.GANDI));
    private static final Candidates COMMON_EXTRA = ClfFront.behindWords(List.of(BuiltIns.COMMON_EXTRA));
    private static final Candidates VHOST = candidates(List.of(BuiltIns.VHOST_COMBINED));
    private static final Candidates ENVOY = candidates(List.of(BuiltIns.ENVOY, BuiltIns.ISTIO));
    private static final Candidates ALB = candidates(List.of(BuiltIns.AWS_ALB));
    private static final Candidates ELB = candidates(List.of(BuiltIns.AWS_ELB));
    private static final Candidates HAPROXY = candidates(List.of(BuiltIns.HAPROXY));
    private static final Candidates TCP =
            Candidates.of(List.of(new Candidates.Named(BuiltIns.HAPROXY.name(), BuiltIns.HAPROXY_TCP)));
    private static final Candidates S3 = candidates(List.of(BuiltIns.AWS_S3));
    private static final Candidates GCS = candidates(List.of(BuiltIns.GCS));
    private static final Candidates SQUID = candidates(List.of(BuiltIns.SQUID));
    private static final Candidates GATEWAY = candidates(List.of(CloudBuiltIns.API_GATEWAY_TEXT));
    private static final List<LogFormat> OBJECTS = Stream.concat(
                    CloudBuiltIns.JSON.stream(),
                    Stream.of(
                            BuiltIns.GOOGLE_LB,
                            BuiltIns.CADDY,
                            BuiltIns.TRAEFIK_JSON,
                            BuiltIns.ENVOY_GATEWAY_JSON,
                            BuiltIns.ECS,
                            BuiltIns.ENVOY_JSON,
                            BuiltIns.NGINX_JSON))
            .toList();

    private final JsonMatcher json;
    private final W3cMatcher w3c;
    private final ConsoleMatcher console;
    private final TemplateMatcher clf;
    private final ClfFront front;
    private final TemplateMatcher vhost;
    private final TemplateMatcher envoy;
    private final TemplateMatcher alb;
    private final TemplateMatcher elb;
    private final TemplateMatcher haproxy;
    private final TemplateMatcher tcp;
    private final TemplateMatcher s3;
    private final TemplateMatcher gcs;
    private final TemplateMatcher squid;
    private final TemplateMatcher gateway;

    AutoRecogniser(FieldWriter writer) {
        w3c = new W3cMatcher(writer);
        clf = new TemplateMatcher(CLF, writer);
        front = new ClfFront(writer, BEHIND_WORDS, GANDI, COMMON_EXTRA);
        vhost = new TemplateMatcher(VHOST, writer);
        envoy = new TemplateMatcher(ENVOY, writer);
        alb = new TemplateMatcher(ALB, writer);
        elb = new TemplateMatcher(ELB, writer);
        haproxy = new TemplateMatcher(HAPROXY, writer);
        tcp = new TemplateMatcher(TCP, writer);
        s3 = new TemplateMatcher(S3, writer);
        gcs = new TemplateMatcher(GCS, writer);
        squid = new TemplateMatcher(SQUID, writer);
        gateway = new TemplateMatcher(GATEWAY, writer);
        console = new ConsoleMatcher(CloudBuiltIns.CADDY_CONSOLE, writer);
        json = new JsonMatcher(
                OBJECTS.stream()
                        .flatMap(format -> ((Shape.Json) format.shape()).named(format.name()))
                        .toList(),
                writer);
    }

    private static Candidates candidates(List<LogFormat> formats) {
        return Candidates.of(formats, Template::telling);
    }

    @Override
    public Reason match(byte[] b, int from, int to, String header, ParsedLine out) {
        byte first = b[from];
        if (first == '{' || JsonRecords.start(b, from, to) > from) {
            return json.match(b, from, to, out);
        }
        if (header != null) {
            // A file may change its format, so a header does not bind lines that it does not fit.
            Reason reason = w3c.match(b, from, to, header, out);
            if (reason == null) {
                return null;
            }
            out.reset();
            return text(b, from, to, out) == null ? null : reason;
        }
        return text(b, from, to, out);
    }

    private Reason text(byte[] b, int from, int to, ParsedLine out) {
        byte first = b[from];
        if (ConsoleMatcher.begins(b, from, to)) {
            Reason reason = console.match(b, from, to, out);
            if (reason == null) {
                return null;
            }
            out.reset();
        }
        if (W3cMatcher.isRealTime(b, from, to)) {
            return w3c.match(b, from, to, null, out);
        }
        if (first == '[' && Prefixes.isDate(b, from + 1, to)) {
            return envoy.match(b, from, to, out);
        }
        if (first == '<' && from + 1 < to && b[from + 1] == 'r') {
            return gateway.match(b, from, to, out);
        }
        if (first == '"') {
            return quoted(b, from, to, out);
        }
        if (isEpoch(b, from, to)) {
            return squid.match(b, from, to, out);
        }
        if (Prefixes.isDate(b, from, to)) {
            byte after = b[from + 10];
            return after == '\t' || after == ' ' ? w3c.match(b, from, to, null, out) : elb.match(b, from, to, out);
        }
        int space = Bytes.end(b, from, to, ' ');
        if (space + 2 < to && b[space + 1] == '-' && b[space + 2] == ' ') {
            return common(b, from, to, out);
        }
        return lessUsual(b, from, to, space, out);
    }

    /** A list of quoted values, or the first word of a common line in quotes. */
    private Reason quoted(byte[] b, int from, int to, ParsedLine out) {
        Reason reason = gcs.match(b, from, to, out);
        if (reason == null) {
            return null;
        }
        String nearest = out.format();
        return orWords(reason, nearest, b, from, to, out);
    }

    /** Seconds and milliseconds, as Squid begins its lines. */
    private static boolean isEpoch(byte[] b, int from, int to) {
        return to - from > 14
                && b[from + 10] == '.'
                && b[from + 14] == ' '
                && Digits.number(b, from, from + 10) >= 0
                && Digits.number(b, from + 11, from + 14) >= 0;
    }

    /** The usual words in front of a time in brackets, else others that are known. */
    private Reason common(byte[] b, int from, int to, ParsedLine out) {
        Reason reason = clf.match(b, from, to, out);
        if (reason == null) {
            return null;
        }
        String nearest = out.format();
        out.reset();
        if (gateway.match(b, from, to, out) == null) {
            return null;
        }
        return orWords(reason, nearest, b, from, to, out);
    }

    /** A common line behind other words than usual, else what was found before: why, and of which format the line has something. */
    private Reason orWords(Reason reason, String nearest, byte[] b, int from, int to, ParsedLine out) {
        out.reset();
        if (front.match(b, from, to, out)) {
            return null;
        }
        out.reset();
        out.event(nearest);
        return reason;
    }

    /** Formats told by what the second word is: a time, an address, a name or a date. */
    private Reason lessUsual(byte[] b, int from, int to, int space, ParsedLine out) {
        if (space + 1 >= to) {
            return Reason.UNRECOGNISED_FORMAT;
        }
        if (b[space + 1] == '+' || b[space + 1] == '-') {
            return gateway.match(b, from, to, out);
        }
        if (b[space + 1] == '[') {
            return proxy(b, from, to, out);
        }
        if (Prefixes.isDate(b, space + 1, to)) {
            return alb.match(b, from, to, out);
        }
        int second = Bytes.end(b, space + 1, to, ' ');
        if (second + 1 < to && b[second + 1] == '[') {
            return either(s3, b, from, to, out);
        }
        boolean country = space - from == 2 && ClfFront.isCountry(b, from, space);
        return !country && IpAddress.parse(b, space + 1, second) != null
                ? either(vhost, b, from, to, out)
                : common(b, from, to, out);
    }

    /** Formats that only look like a common one, else a common one; of what fits neither, what has something of one. */
    private Reason either(TemplateMatcher formats, byte[] b, int from, int to, ParsedLine out) {
        Reason reason = formats.match(b, from, to, out);
        if (reason == null) {
            return null;
        }
        String nearest = out.format();
        out.reset();
        Reason other = common(b, from, to, out);
        if (other == null || (nearest == null && other != Reason.UNRECOGNISED_FORMAT)) {
            return other;
        }
        if (nearest != null) {
            out.event(nearest);
        }
        return reason;
    }

    /** HAProxy's, or a common one that begins with nothing but the client. */
    private Reason proxy(byte[] b, int from, int to, ParsedLine out) {
        Reason reason = haproxy.match(b, from, to, out);
        if (reason == null) {
            return null;
        }
        String nearest = out.format();
        out.reset();
        if (tcp.match(b, from, to, out) == null) {
            return Reason.NO_REQUEST;
        }
        return orWords(reason, nearest, b, from, to, out);
    }
}
