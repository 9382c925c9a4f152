package dev.weir.generator;

import java.util.function.Consumer;

/** A search engine's or AI company's robot, or an uptime monitor. */
final class Crawler implements Visitor {
    private final Chance chance;
    private final Catalog catalog;
    private final Server server;
    private final Caller caller;
    private final Site site;
    private int remaining;
    private boolean readRobots;

    Crawler(Chance chance, Catalog catalog, Server server, Caller caller) {
        this.chance = chance;
        this.catalog = catalog;
        this.server = server;
        this.caller = caller;
        this.site = chance.percent(50) ? Site.SHOP : Site.WWW;
        this.remaining = chance.between(10, 60);
    }

    @Override
    public boolean step(long now, Consumer<Request> log) {
        if (!readRobots) {
            readRobots = true;
            log.accept(get(now, Catalog.ROBOTS, 200));
            log.accept(get(now + 300, Catalog.SITEMAP, 200));
            return true;
        }
        Place page = site == Site.SHOP
                ? chance.pick(catalog.products)
                : chance.percent(75) ? chance.pick(catalog.posts) : chance.pick(catalog.archive);
        int draw = chance.below(100);
        log.accept(get(now, page, draw < 5 ? Request.NOT_FOUND : draw < 20 ? 304 : draw < 23 ? 410 : 200));
        return --remaining > 0;
    }

    private Request get(long time, Place place, int usual) {
        return server.answer(time, site, caller, Method.GET, place, Referrer.NONE, usual);
    }
}
