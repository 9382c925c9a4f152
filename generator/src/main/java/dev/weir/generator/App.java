package dev.weir.generator;

import java.util.function.Consumer;

/** A program that calls the API: the mobile app, a partner's script. */
final class App implements Visitor {
    private static final int REMAINS_PERCENT = 92;

    private final Chance chance;
    private final Catalog catalog;
    private final Server server;
    private final Caller caller;
    private boolean loggedIn;

    App(Chance chance, Catalog catalog, Server server, Caller caller) {
        this.chance = chance;
        this.catalog = catalog;
        this.server = server;
        this.caller = caller;
    }

    @Override
    public boolean step(long now, Consumer<Request> log) {
        if (!loggedIn) {
            loggedIn = chance.percent(85);
            log.accept(call(now, Method.POST, Catalog.LOGIN, loggedIn ? 200 : 401));
            return true;
        }
        Place order = chance.pickPopular(catalog.orders);
        int draw = chance.below(100);
        if (draw < 50) {
            log.accept(call(now, Method.GET, order, chance.percent(4) ? Request.NOT_FOUND : 200));
        } else if (draw < 65) {
            log.accept(call(now, Method.POST, Catalog.ORDERS, chance.percent(6) ? 422 : 201));
        } else if (draw < 75) {
            log.accept(call(now, Method.OPTIONS, order, 204));
            log.accept(call(now + 40, Method.PUT, order, 200));
        } else if (draw < 80) {
            log.accept(call(now, Method.DELETE, order, 204));
        } else if (draw < 86) {
            log.accept(call(now, Method.PATCH, order, 200));
        } else if (draw < 97) {
            log.accept(call(now, Method.PUT, chance.pick(catalog.devices), 200));
        } else {
            log.accept(call(now, Method.GET, Catalog.ORDERS.withQuery("limit=500"), 429));
        }
        return chance.percent(REMAINS_PERCENT);
    }

    private Request call(long time, Method method, Place place, int usual) {
        return server.answer(time, Site.API, caller, method, place, Referrer.NONE, usual);
    }
}
