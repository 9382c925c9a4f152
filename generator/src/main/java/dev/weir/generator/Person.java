package dev.weir.generator;

import java.util.function.Consumer;

/** A human with a browser, who follows links through one site; each page loads its assets. */
final class Person implements Visitor {
    private static final int REMAINS_PERCENT = 78;

    private final Chance chance;
    private final Catalog catalog;
    private final Server server;
    private final Caller caller;
    private final Site site;
    private boolean warmCache;
    private Place at;

    Person(Chance chance, Catalog catalog, Server server, Caller caller) {
        this.chance = chance;
        this.catalog = catalog;
        this.server = server;
        this.caller = caller;
        this.site = chance.percent(60) ? Site.SHOP : Site.WWW;
        this.warmCache = chance.percent(30);
    }

    @Override
    public boolean step(long now, Consumer<Request> log) {
        Referrer referrer;
        Place next = site == Site.SHOP ? shopPage() : webPage();
        if (at == null) {
            Landing landing = Landing.draw(chance);
            referrer = landing.referrer();
            next = landing.query() == null ? next : next.withQuery(landing.query());
        } else {
            referrer = new Referrer(site.origin() + at.target(), site.host());
        }
        at = next;
        log.accept(server.answer(now, site, caller, Method.GET, next, referrer, pageStatus(next)));
        Referrer page = new Referrer(site.origin() + next.target(), site.host());
        long time = loadAssets(now, page, log);
        callApi(time, page, log);
        return chance.percent(REMAINS_PERCENT);
    }

    private int pageStatus(Place page) {
        if (page.kind() == Place.Kind.CHECKOUT) {
            return 302;
        }
        int draw = chance.below(1000);
        if (draw < 12) {
            return Request.NOT_FOUND;
        }
        return draw < 30 ? 301 : 200;
    }

    private Place shopPage() {
        int draw = chance.below(100);
        if (draw < 45) {
            return chance.pickPopular(catalog.products);
        }
        if (draw < 60) {
            Place category = chance.pickPopular(catalog.categories);
            return chance.percent(50) ? category : category.withQuery("page=" + chance.between(2, 9));
        }
        if (draw < 74) {
            return Catalog.SEARCH.withQuery("q=" + chance.pick(Catalog.SEARCH_WORDS));
        }
        if (draw < 82) {
            return chance.percent(20) ? Catalog.CART.withQuery(chance.pick(Secrets.QUERIES)) : Catalog.CART;
        }
        return draw < 85 ? Catalog.CHECKOUT : Catalog.HOME;
    }

    private Place webPage() {
        int draw = chance.below(100);
        if (draw < 40) {
            return chance.pickPopular(catalog.posts);
        }
        if (draw < 48) {
            return chance.pick(catalog.archive);
        }
        if (draw < 56) {
            return chance.pickPopular(catalog.profiles);
        }
        if (draw < 60) {
            return chance.pickPopular(catalog.downloads);
        }
        return draw < 82 ? chance.pick(Catalog.PAGES) : Catalog.HOME;
    }

    private long loadAssets(long now, Referrer page, Consumer<Request> log) {
        Place[] assets = catalog.assets(site);
        int count = warmCache ? chance.below(3) : chance.between(3, 6);
        int status = warmCache ? 304 : 200;
        long time = now;
        int first = chance.below(assets.length);
        for (int i = 0; i < count; i++) {
            time += chance.between(20, 300);
            Place asset = site == Site.SHOP && chance.percent(40)
                    ? chance.pickPopular(catalog.productPhotos)
                    : assets[(first + i) % assets.length];
            int answer = chance.permille(8) ? Request.NOT_FOUND : status;
            log.accept(server.answer(time, site, caller, Method.GET, asset, page, answer));
        }
        warmCache = true;
        return time;
    }

    private void callApi(long now, Referrer page, Consumer<Request> log) {
        if (site == Site.SHOP && chance.percent(35)) {
            Place place = chance.pick(catalog.recommendations);
            log.accept(server.answer(now + 90, site, caller, Method.GET, place, page, 200));
        }
        if (site == Site.SHOP && chance.percent(12)) {
            log.accept(server.answer(now + 4000, site, caller, Method.POST, Catalog.CART_ITEMS, page, 201));
        }
        if (site == Site.WWW && chance.percent(3)) {
            log.accept(server.answer(now + 150, site, caller, Method.GET, Catalog.NOTIFICATIONS, page, 101));
        }
    }
}
