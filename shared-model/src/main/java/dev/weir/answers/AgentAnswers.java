package dev.weir.answers;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Rollup;
import java.util.List;

/** With what people come, and which robots do. The first three count people only: whoever does not say that it is a robot. */
final class AgentAnswers {
    private static final Rollup BROWSERS = new Rollup(
            "browsers",
            "Requests, page views and clients of people by hour, site and browser",
            Grain.HOUR,
            List.of(
                    Measures.SITE,
                    people("browser", "COALESCE(browser, 'Other')", "The browser's or app's family"),
                    Dimension.of(
                            "version", "COALESCE(browser_version, '-')", Measures.VALUES, "Major and minor version")),
            Measures.people());

    private static final Rollup SYSTEMS = new Rollup(
            "systems",
            "Requests, page views and clients of people by hour, site and operating system",
            Grain.HOUR,
            List.of(
                    Measures.SITE,
                    people("os", "COALESCE(os, 'Other')", "The operating system's family"),
                    Dimension.of("version", "COALESCE(os_version, '-')", Measures.VALUES, "Major and minor version")),
            Measures.people());

    private static final Rollup DEVICES = new Rollup(
            "devices",
            "Requests, page views and clients of people by hour, site and kind of device",
            Grain.HOUR,
            List.of(Measures.SITE, people("device", "device", "desktop, mobile, tablet, tv, console or other")),
            Measures.people());

    private static final Rollup BOTS = new Rollup(
            "bots",
            "Requests, outcomes and clients of robots by hour and site, and whether they are who they say",
            Grain.HOUR,
            List.of(
                    Measures.SITE,
                    Dimension.of("bot", "bot", Measures.VALUES, "The robot that the agent says it is, - for no agent"),
                    Dimension.of("bot_kind", "bot_kind", Measures.VALUES, "What it is there for"),
                    Dimension.of(
                            "bot_claim",
                            "bot_claim",
                            Measures.VALUES,
                            "Whether its operator publishes the address: verified, impostor or unverifiable")),
            Measures.requests(List.<Measure>of(Measures.CLIENTS)));

    private static final Rollup AI = new Rollup(
            "ai",
            "What crawlers and assistants of artificial intelligence ask for, by day, site, robot and path template",
            Grain.DAY,
            List.of(
                    Measures.SITE,
                    Dimension.of(
                            "bot", "IF(bot_kind LIKE 'ai%', bot, NULL)", Measures.VALUES, "The crawler or assistant"),
                    Dimension.of(
                            "bot_kind",
                            "bot_kind",
                            Measures.VALUES,
                            "ai_training, ai_search, or ai_fetch where somebody asked for the page"),
                    Measures.PATH),
            Measures.requests(List.of()));

    static final List<Rollup> ROLLUPS = List.of(BROWSERS, SYSTEMS, DEVICES, BOTS, AI);

    private AgentAnswers() {}

    private static Dimension people(String name, String expression, String says) {
        return Dimension.of(name, "IF(bot IS NULL, " + expression + ", NULL)", Measures.VALUES, says);
    }
}
