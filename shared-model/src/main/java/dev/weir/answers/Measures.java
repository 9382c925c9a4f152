package dev.weir.answers;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Measure.Distinct;
import dev.weir.catalogue.Measure.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What several families measure. */
final class Measures {
    /** The most values of a dimension that is not the site. */
    static final int VALUES = 1_000;

    static final Dimension SITE =
            Dimension.of("site", "site", 1_000, "The host that was asked for, or - where the format names none");

    static final Dimension COUNTRY = Dimension.of(
            "country", "COALESCE(country, '-')", VALUES, "The country, ISO 3166-1 alpha-2, or - where it is not known");

    static final Dimension PATH = Dimension.of(
            "path",
            "IF(http_response_status_code = 404, '(not found)', url_template)",
            VALUES,
            "The path template: what varies is replaced");

    static final Sum PAGE_VIEWS = Sum.when("page_views", "page_view", "Pages that people got to see");

    static final Sum BYTES = new Sum("bytes", "http_response_body_size", "bytes", "Bytes of the responses");

    static final Distinct CLIENTS =
            new Distinct("clients", List.of("client_address"), Distinct.USUAL, "Distinct client addresses");

    static final Measure DURATION = new Measure.Histogram("duration", "duration_us", "us", "a duration");

    private static final List<String> COMMON_METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private Measures() {}

    /** Requests by the class of their status. */
    static List<Measure> statusClasses() {
        List<Measure> sums = new ArrayList<>();
        for (int c = 1; c <= 5; c++) {
            sums.add(Sum.when(
                    "status_" + c + "xx",
                    "http_response_status_code DIV 100 = " + c,
                    "Requests answered by a status of " + c + "00 to " + c + "99"));
        }
        sums.add(Sum.when(
                "status_other",
                "http_response_status_code IS NULL OR http_response_status_code NOT BETWEEN 100 AND 599",
                "Requests answered by another status, or none"));
        return sums;
    }

    /** Requests by their method. */
    static List<Measure> methods() {
        List<Measure> sums = new ArrayList<>();
        for (String method : COMMON_METHODS) {
            sums.add(Sum.when(
                    "method_" + method.toLowerCase(Locale.ROOT),
                    "http_request_method = '" + method + "'",
                    method + " requests"));
        }
        sums.add(Sum.when(
                "method_other",
                "http_request_method IS NULL OR http_request_method NOT IN ('" + String.join("', '", COMMON_METHODS)
                        + "')",
                "Requests of another method, or none"));
        return sums;
    }

    /** What people do. */
    static List<Measure> people() {
        return List.of(Sum.REQUESTS, PAGE_VIEWS, CLIENTS);
    }

    /** Requests, bytes and status classes, and more. */
    static List<Measure> requests(List<Measure> more) {
        List<Measure> measures = new ArrayList<>(List.of(Sum.REQUESTS, BYTES));
        measures.addAll(statusClasses());
        measures.addAll(more);
        return measures;
    }
}
