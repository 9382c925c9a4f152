package dev.weir.generator;

/** Answers requests: decides on status, size and duration. */
final class Server {
    private static final int TIMEOUT = 60_000;
    private static final int CLIENT_GONE = 499;
    /** Logged where the connection broke before there was a status. */
    private static final int NO_STATUS = 0;

    private static final long ERROR_PAGE = 150;

    private final Rhythm rhythm;
    private final Incidents incidents;
    private final Chance chance;

    Server(Rhythm rhythm, Incidents incidents, Chance chance) {
        this.rhythm = rhythm;
        this.incidents = incidents;
        this.chance = chance;
    }

    /** @param usual the status if nothing goes wrong */
    Request answer(long time, Site site, Caller caller, Method method, Place place, Referrer referrer, int usual) {
        long logged = Math.min(time, rhythm.end() - 1);
        int status = status(site, logged, usual);
        String protocol = caller.client().address().length() % 5 == 0 ? "HTTP/1.1" : "HTTP/2.0";
        return new Request(
                logged,
                site,
                caller,
                method,
                place,
                null,
                protocol,
                referrer,
                status,
                bytes(method, place, status),
                duration(place, status));
    }

    /** The answer to a scanner, which a proxy gives by itself: no incident touches it. */
    Request refuse(long time, Site site, Caller caller, Method method, Place place, int status) {
        return new Request(
                Math.min(time, rhythm.end() - 1),
                site,
                caller,
                method,
                place,
                null,
                "HTTP/1.1",
                Referrer.NONE,
                status,
                method == Method.HEAD ? 0 : ERROR_PAGE + status % 7,
                chance.below(4));
    }

    /** The answer to bytes that are no request, such as a TLS handshake on the plain port. */
    Request reject(long time, Site site, Caller caller, String garbage) {
        return new Request(
                Math.min(time, rhythm.end() - 1),
                site,
                caller,
                null,
                null,
                garbage,
                null,
                Referrer.NONE,
                400,
                ERROR_PAGE,
                chance.below(200));
    }

    private int status(Site site, long time, int usual) {
        int incident = incidents.statusAt(site, time, chance);
        if (incident != 0) {
            return incident;
        }
        int draw = chance.below(10_000);
        if (draw < 8) {
            return 500;
        }
        if (draw < 30) {
            return CLIENT_GONE;
        }
        return draw < 32 ? NO_STATUS : usual;
    }

    private long bytes(Method method, Place place, int status) {
        if (method == Method.HEAD || status == 204 || status == 304 || status == CLIENT_GONE || status == NO_STATUS) {
            return 0;
        }
        if (status >= 300) {
            return ERROR_PAGE + status % 10;
        }
        int typical = place.kind().typicalBytes();
        // A file has one size; what is computed varies.
        return place.kind() == Place.Kind.ASSET
                ? 200L + Math.floorMod(place.path().hashCode(), 2 * typical)
                : typical / 2 + (long) chance.below(typical);
    }

    private int duration(Place place, int status) {
        return switch (status) {
            case 502, 503 -> chance.below(6);
            case 504 -> TIMEOUT + chance.below(5);
            case 304 -> chance.below(8);
            default -> place.kind().latency().draw(chance.random());
        };
    }
}
