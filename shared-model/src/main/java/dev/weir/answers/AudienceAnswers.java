package dev.weir.answers;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure.Sum;
import dev.weir.catalogue.Rollup;
import java.util.List;

/** Who comes, and from where. */
final class AudienceAnswers {
    private static final int CLIENTS = 100_000;

    private static final Rollup REFERRERS = new Rollup(
            "referrers",
            "Requests by hour, site and referring host",
            Grain.HOUR,
            List.of(
                    Measures.SITE,
                    Dimension.of("referrer", "referrer_site", Measures.VALUES, "The referring host, or - for none")),
            List.of(Sum.REQUESTS));

    private static final Rollup BY_CLIENT = new Rollup(
            "clients",
            "Requests and outcomes by hour and client address",
            Grain.HOUR,
            List.of(Dimension.of(
                    "client",
                    "COALESCE(client_address, '-')",
                    CLIENTS,
                    "The client address, or - where there is none")),
            Measures.requests(List.of()));

    static final List<Rollup> ROLLUPS = List.of(REFERRERS, BY_CLIENT);

    private AudienceAnswers() {}
}
