package dev.weir.answers;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Measure.Distinct;
import dev.weir.catalogue.Measure.Sum;
import dev.weir.catalogue.Rollup;
import dev.weir.catalogue.Type;
import java.util.List;
import java.util.stream.Stream;

/** How much is asked, of which sites, and how it goes. */
final class TrafficAnswers {
    private static final Rollup TRAFFIC = new Rollup(
            "traffic",
            "Requests, outcomes, visitors and latency by minute and site",
            Grain.MINUTE,
            List.of(Measures.SITE),
            Measures.requests(Stream.concat(
                            Measures.methods().stream(),
                            Stream.of(
                                    Measures.CLIENTS,
                                    new Distinct(
                                            "client_agents",
                                            List.of("client_address", "user_agent_original"),
                                            Distinct.USUAL,
                                            "Distinct pairs of client address and user agent"),
                                    Measures.DURATION))
                    .toList()));

    private static final Rollup STATUS = new Rollup(
            "status",
            "Requests by hour, site and status code",
            Grain.HOUR,
            List.of(
                    Measures.SITE,
                    new Dimension(
                            "status",
                            "CAST(http_response_status_code AS STRING)",
                            false,
                            Type.INT,
                            Measures.VALUES,
                            "The status code as logged")),
            List.of(Sum.REQUESTS, Measures.BYTES));

    private static final Rollup SITES = new Rollup(
            "sites",
            "Requests, outcomes and visitors by hour and site",
            Grain.HOUR,
            List.of(Measures.SITE),
            Measures.requests(List.<Measure>of(Measures.CLIENTS)));

    static final List<Rollup> ROLLUPS = List.of(TRAFFIC, STATUS, SITES);

    private TrafficAnswers() {}
}
