package dev.weir.answers;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Measure.Sum;
import dev.weir.catalogue.Rollup;
import java.util.List;

/** What people look at, search for and come for. Page views are people's: {@code page_view} says of which requests. */
final class MarketingAnswers {
    private static final String SECTION = "concat('/', split_part(substring(url_template, 2), '/', 1))";

    private static final Rollup PAGES = new Rollup(
            "pages",
            "Page views, clients and latency by hour, site and page",
            Grain.HOUR,
            List.of(
                    Measures.SITE,
                    Dimension.of("page", "IF(page_view, url_template, NULL)", Measures.VALUES, "The path template")),
            List.of(Sum.REQUESTS, Measures.CLIENTS, Measures.DURATION));

    private static final Rollup SEARCHES = new Rollup(
            "searches",
            "What people searched for on the site, by day",
            Grain.DAY,
            List.of(
                    Measures.SITE,
                    Dimension.of(
                            "terms",
                            "IF(bot IS NULL, search_terms, NULL)",
                            Measures.VALUES,
                            "The words as they were typed")),
            List.of(Sum.REQUESTS, Measures.CLIENTS));

    private static final Rollup LANDING_HEALTH = new Rollup(
            "landing_health",
            "How pages answer on which people of a campaign land, by hour, site, campaign and page",
            Grain.HOUR,
            List.of(
                    Measures.SITE,
                    Dimension.of("campaign", "IF(bot IS NULL, campaign, NULL)", Measures.VALUES, "utm_campaign"),
                    Measures.PATH),
            Measures.requests(List.<Measure>of(Measures.CLIENTS, Measures.DURATION)));

    private static final Rollup AUDIENCES = new Rollup(
            "audiences",
            "Page views and clients by day, country, kind of device and section of a site",
            Grain.DAY,
            List.of(
                    Measures.SITE,
                    Dimension.of(
                            "section",
                            "IF(page_view, " + SECTION + ", NULL)",
                            Measures.VALUES,
                            "The first segment of the path template"),
                    Measures.COUNTRY,
                    Dimension.of("device", "device", Measures.VALUES, "desktop, mobile, tablet, tv, console or other")),
            List.of(Sum.REQUESTS, Measures.CLIENTS));

    static final List<Rollup> ROLLUPS = List.of(PAGES, SEARCHES, LANDING_HEALTH, AUDIENCES);

    private MarketingAnswers() {}
}
