package dev.weir.rollup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** All rollups of the model. */
public final class Rollups {
    private static final int SITES = 1_000;
    private static final int CLIENTS = 100_000;
    private static final int VALUES = 1_000;

    private static final Dimension SITE = new Dimension("site", "site", "STRING", SITES);

    private static final Sum BYTES = new Sum("bytes", "http_response_body_size");

    private static final List<Sum> STATUS_CLASSES = Stream.concat(
                    Stream.of(1, 2, 3, 4, 5)
                            .map(c -> when("status_" + c + "xx", "http_response_status_code DIV 100 = " + c)),
                    Stream.of(when(
                            "status_other",
                            "http_response_status_code IS NULL OR http_response_status_code NOT BETWEEN 100 AND 599")))
            .toList();

    private static final List<String> COMMON_METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private static final List<Sum> METHODS = Stream.concat(
                    COMMON_METHODS.stream()
                            .map(method -> when(
                                    "method_" + method.toLowerCase(Locale.ROOT),
                                    "http_request_method = '" + method + "'")),
                    Stream.of(when(
                            "method_other",
                            "http_request_method IS NULL OR http_request_method NOT IN ('"
                                    + String.join("', '", COMMON_METHODS) + "')")))
            .toList();

    private static final Sketch CLIENTS_SEEN = new Sketch.Distinct("clients", "client_address");

    /** Requests, bytes, outcomes, visitors and latency by minute and site. */
    public static final Rollup TRAFFIC = new Rollup(
            "traffic",
            Grain.MINUTE,
            List.of(SITE),
            sums(sums(List.of(Sum.REQUESTS, BYTES), STATUS_CLASSES), METHODS),
            List.of(
                    CLIENTS_SEEN,
                    new Sketch.Distinct("client_agents", "client_address, user_agent_original"),
                    new Sketch.Percentiles("duration", "duration_us")));

    /** What exists on a site; requests for what does not are one row here and in detail in {@link #NOT_FOUND}. */
    public static final Rollup PATHS = new Rollup(
            "paths",
            Grain.HOUR,
            List.of(
                    SITE,
                    new Dimension(
                            "path",
                            "IF(http_response_status_code = 404, '(not found)', url_template)",
                            "STRING",
                            VALUES)),
            sums(List.of(Sum.REQUESTS, BYTES), STATUS_CLASSES),
            List.of(new Sketch.Percentiles("duration", "duration_us")));

    /** By status code. */
    public static final Rollup STATUS = new Rollup(
            "status",
            Grain.HOUR,
            List.of(SITE, new Dimension("status", "CAST(http_response_status_code AS STRING)", "INT", VALUES)),
            List.of(Sum.REQUESTS, BYTES),
            List.of());

    /** By site. */
    public static final Rollup SITES_BY_HOUR = new Rollup(
            "sites",
            Grain.HOUR,
            List.of(SITE),
            sums(List.of(Sum.REQUESTS, BYTES), STATUS_CLASSES),
            List.of(CLIENTS_SEEN));

    /** By referring site; {@code -} for none. */
    public static final Rollup REFERRERS = new Rollup(
            "referrers",
            Grain.HOUR,
            List.of(SITE, new Dimension("referrer", "referrer_site", "STRING", VALUES)),
            List.of(Sum.REQUESTS),
            List.of());

    /** Paths that were asked for and not there, as sent, cut to 256 characters. */
    public static final Rollup NOT_FOUND = new Rollup(
            "not_found",
            Grain.HOUR,
            List.of(
                    SITE,
                    new Dimension(
                            "path",
                            "IF(http_response_status_code = 404, substring(url_path, 1, 256), NULL)",
                            "STRING",
                            VALUES)),
            List.of(Sum.REQUESTS),
            List.of());

    /** By client. */
    public static final Rollup CLIENTS_BY_HOUR = new Rollup(
            "clients",
            Grain.HOUR,
            List.of(new Dimension("client", "COALESCE(client_address, '-')", "STRING", CLIENTS)),
            sums(List.of(Sum.REQUESTS, BYTES), STATUS_CLASSES),
            List.of());

    /** In the order of the documentation. */
    public static final List<Rollup> ALL =
            List.of(TRAFFIC, PATHS, STATUS, SITES_BY_HOUR, REFERRERS, NOT_FOUND, CLIENTS_BY_HOUR);

    /** The sums of all rollups, each once: the partials' columns. */
    public static final List<Sum> SUMS = List.copyOf(distinctSums());

    private Rollups() {}

    private static Set<Sum> distinctSums() {
        Set<Sum> sums = new LinkedHashSet<>();
        ALL.forEach(rollup -> sums.addAll(rollup.sums()));
        return sums;
    }

    private static Sum when(String name, String condition) {
        return new Sum(name, "IF(" + condition + ", CAST(1 AS BIGINT), CAST(0 AS BIGINT))");
    }

    private static List<Sum> sums(List<Sum> first, List<Sum> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
