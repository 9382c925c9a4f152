package dev.weir.answers;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Rollup;
import dev.weir.catalogue.Type;
import java.util.List;

/** Where on earth and on the Internet clients are. */
final class PlaceAnswers {
    private static final int NETWORKS = 10_000;
    private static final int SUBNETS = 100_000;

    private static final Rollup COUNTRIES = new Rollup(
            "countries",
            "Requests, outcomes, page views and clients by hour, site and country",
            Grain.HOUR,
            List.of(Measures.SITE, Measures.COUNTRY),
            Measures.requests(List.<Measure>of(Measures.PAGE_VIEWS, Measures.CLIENTS)));

    private static final Rollup NETWORKS_SEEN = new Rollup(
            "networks",
            "Requests, outcomes and clients by day, autonomous system and kind of network",
            Grain.DAY,
            List.of(
                    new Dimension(
                            "asn",
                            "COALESCE(CAST(asn AS STRING), '0')",
                            false,
                            Type.BIGINT,
                            NETWORKS,
                            "The autonomous system's number, or 0 where it is not known"),
                    Dimension.of("organisation", "COALESCE(as_organisation, '-')", Measures.VALUES, "Whose it is"),
                    Dimension.of(
                            "network_kind",
                            "COALESCE(network_kind, 'unknown')",
                            Measures.VALUES,
                            "isp, hosting, crawler, education, private, reserved, other or unknown")),
            Measures.requests(List.<Measure>of(Measures.PAGE_VIEWS, Measures.CLIENTS)));

    private static final Rollup BY_SUBNET = new Rollup(
            "subnets",
            "Requests, outcomes and clients by day and /24 of IPv4 or /48 of IPv6",
            Grain.DAY,
            List.of(
                    Dimension.of(
                            "subnet", "client_network", SUBNETS, "The network; clients that are no address are none"),
                    Measures.COUNTRY,
                    Dimension.of("organisation", "COALESCE(as_organisation, '-')", Measures.VALUES, "Whose it is")),
            Measures.requests(List.<Measure>of(Measures.CLIENTS)));

    static final List<Rollup> ROLLUPS = List.of(COUNTRIES, NETWORKS_SEEN, BY_SUBNET);

    private PlaceAnswers() {}
}
