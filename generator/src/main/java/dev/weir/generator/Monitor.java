package dev.weir.generator;

import java.util.function.Consumer;

/** An uptime monitor, which asks all sites for their health in turn. */
final class Monitor implements Visitor {
    private final Chance chance;
    private final Server server;
    private final Caller caller;

    Monitor(Chance chance, Server server, Caller caller) {
        this.chance = chance;
        this.server = server;
        this.caller = caller;
    }

    @Override
    public boolean step(long now, Consumer<Request> log) {
        long time = now;
        for (Site site : Site.values()) {
            Method method = chance.percent(80) ? Method.HEAD : Method.GET;
            log.accept(server.answer(time, site, caller, method, Catalog.HEALTH, Referrer.NONE, 200));
            time += 1000;
        }
        return chance.percent(90);
    }
}
