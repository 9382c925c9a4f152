package dev.weir.answers;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Measure.Sum;
import dev.weir.catalogue.Rollup;
import java.util.List;

/** What is asked for, and what of it is not there. */
final class ContentAnswers {
    /** What exists on a site; requests for what does not are one row here and in detail in {@link #NOT_FOUND}. */
    private static final Rollup PATHS = new Rollup(
            "paths",
            "Requests, outcomes and latency by hour, site and path template",
            Grain.HOUR,
            List.of(Measures.SITE, Measures.PATH),
            Measures.requests(List.<Measure>of(Measures.DURATION)));

    private static final Rollup NOT_FOUND = new Rollup(
            "not_found",
            "Requests that were answered by 404, by hour, site and path",
            Grain.HOUR,
            List.of(
                    Measures.SITE,
                    Dimension.of(
                            "path",
                            "IF(http_response_status_code = 404, substring(url_path, 1, 256), NULL)",
                            Measures.VALUES,
                            "The path as sent, cut to 256 characters")),
            List.of(Sum.REQUESTS));

    static final List<Rollup> ROLLUPS = List.of(PATHS, NOT_FOUND);

    private ContentAnswers() {}
}
