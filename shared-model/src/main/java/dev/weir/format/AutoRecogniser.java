package dev.weir.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the built-in format of a line. What is tried, and in which order, follows from the line's first bytes alone and
 * nothing is learned from earlier lines: batch and speed layer must agree however the lines are split among them.
 */
final class AutoRecogniser implements LineParser.Recogniser {
    private final JsonMatcher json;
    private final W3cMatcher w3c;
    private final ConsoleMatcher console;
    private final TemplateMatcher clf;
    private final TemplateMatcher vhost;
    private final TemplateMatcher envoy;
    private final TemplateMatcher alb;
    private final TemplateMatcher elb;
    private final TemplateMatcher haproxy;
    private final TemplateMatcher s3;
    private final TemplateMatcher gcs;

    AutoRecogniser(FieldWriter writer) {
        w3c = new W3cMatcher(writer);
        clf = matcher(
                writer,
                BuiltIns.COMBINED,
                BuiltIns.COMMON,
                BuiltIns.NGINX_MAIN,
                BuiltIns.COMBINED_IO,
                BuiltIns.INGRESS_NGINX,
                BuiltIns.TRAEFIK_CLF,
                BuiltIns.COMBINED_EXTRA,
                BuiltIns.SEED);
        vhost = matcher(writer, BuiltIns.VHOST_COMBINED);
        envoy = matcher(writer, BuiltIns.ENVOY);
        alb = matcher(writer, BuiltIns.AWS_ALB);
        elb = matcher(writer, BuiltIns.AWS_ELB);
        haproxy = matcher(writer, BuiltIns.HAPROXY);
        s3 = matcher(writer, BuiltIns.AWS_S3);
        gcs = matcher(writer, BuiltIns.GCS);
        console = new ConsoleMatcher(CloudBuiltIns.CADDY_CONSOLE, writer);
        List<LogFormat> objects = new ArrayList<>(CloudBuiltIns.JSON);
        objects.addAll(List.of(
                BuiltIns.GOOGLE_LB,
                BuiltIns.CADDY,
                BuiltIns.TRAEFIK_JSON,
                BuiltIns.ENVOY_GATEWAY_JSON,
                BuiltIns.ENVOY_JSON,
                BuiltIns.NGINX_JSON));
        json = new JsonMatcher(
                objects.stream()
                        .map(format -> new JsonMatcher.Named(format.name(), ((Shape.Json) format.shape()).format()))
                        .toList(),
                writer);
    }

    private static TemplateMatcher matcher(FieldWriter writer, LogFormat... formats) {
        List<TemplateMatcher.Named> templates = new ArrayList<>();
        for (LogFormat format : formats) {
            for (Template template : ((Shape.Text) format.shape()).templates()) {
                templates.add(new TemplateMatcher.Named(format.name(), template.telling()));
            }
        }
        return new TemplateMatcher(templates, writer);
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
        if (first == '"') {
            return gcs.match(b, from, to, out);
        }
        if (Prefixes.isDate(b, from, to)) {
            byte after = b[from + 10];
            return after == '\t' || after == ' ' ? w3c.match(b, from, to, null, out) : elb.match(b, from, to, out);
        }
        int space = next(b, from, to, ' ');
        if (space + 2 < to && b[space + 1] == '-' && b[space + 2] == ' ') {
            return clf.match(b, from, to, out);
        }
        return lessUsual(b, from, to, space, out);
    }

    /** Formats told by what the second word is: a time, an address, a name or a date. */
    private Reason lessUsual(byte[] b, int from, int to, int space, ParsedLine out) {
        if (space + 1 >= to) {
            return Reason.UNRECOGNISED_FORMAT;
        }
        if (b[space + 1] == '[') {
            return haproxy.match(b, from, to, out);
        }
        if (Prefixes.isDate(b, space + 1, to)) {
            return alb.match(b, from, to, out);
        }
        int second = next(b, space + 1, to, ' ');
        if (second + 1 < to && b[second + 1] == '[') {
            Reason reason = s3.match(b, from, to, out);
            return reason == null || clf.match(b, from, to, out) == null ? null : reason;
        }
        if (IpAddress.parse(b, space + 1, second) != null) {
            return vhost.match(b, from, to, out);
        }
        return clf.match(b, from, to, out);
    }

    private static int next(byte[] b, int from, int to, char wanted) {
        int at = from;
        while (at < to && b[at] != wanted) {
            at++;
        }
        return at;
    }
}
