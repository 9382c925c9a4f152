package dev.weir.generator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a request asks for: a path and query, and the template that the path was made from.
 *
 * @param query without question mark; null where there is none
 */
record Place(Kind kind, String path, String query, String template) {
    /** What answers there; it decides how long that takes and how much it sends. */
    enum Kind {
        PAGE(Latency.logNormal(85, 0.7), 18_000),
        SEARCH(Latency.logNormal(240, 0.8), 14_000),
        ASSET(Latency.logNormal(3, 0.6), 60_000),
        API(Latency.logNormal(32, 0.9), 900),
        CHECKOUT(Latency.logNormal(420, 0.5), 2_500);

        private final Latency latency;
        private final int typicalBytes;

        Kind(Latency latency, int typicalBytes) {
            this.latency = latency;
            this.typicalBytes = typicalBytes;
        }

        Latency latency() {
            return latency;
        }

        int typicalBytes() {
            return typicalBytes;
        }
    }

    /** A place whose path has no parameters. */
    static Place fixed(Kind kind, String path) {
        return new Place(kind, path, null, path);
    }

    static Place of(Kind kind, String path, String template) {
        return new Place(kind, path, null, template);
    }

    Place withQuery(String newQuery) {
        return new Place(kind, path, newQuery, template);
    }

    /** The decoded value of a parameter of the query; null where it has none of the name. */
    String parameter(String name) {
        if (query == null) {
            return null;
        }
        return Arrays.stream(query.split("&", -1))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse(null);
    }

    /** Whether it looks like a page, as far as a log can tell: an API does that gives no hint in its path. */
    boolean looksLikePage() {
        return switch (kind) {
            case PAGE, SEARCH, CHECKOUT -> true;
            case API -> path.startsWith("/v1/");
            case ASSET -> false;
        };
    }

    /** Path and query, as a request line has them. */
    String target() {
        return query == null ? path : path + "?" + query;
    }
}
