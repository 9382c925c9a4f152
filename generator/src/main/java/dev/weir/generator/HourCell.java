package dev.weir.generator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the truth counts for one hour of one site. */
final class HourCell {
    /** Under which a request with status 404 counts: its path is nobody's route. */
    static final String NOT_FOUND = "(not found)";

    private static final String NO_PATH = "-";
    private static final int LONGEST_PATH = 256;

    final CellTally tally = new CellTally();
    final LongSet clients = new LongSet();
    final Map<String, CellTally> paths = new HashMap<>();
    final Map<Integer, CellTally> statuses = new HashMap<>();
    final Map<String, CellTally> referrers = new HashMap<>();
    final Map<String, CellTally> notFound = new HashMap<>();

    /** By the values of the table's columns, in order. */
    final Map<List<String>, AudienceCell> countries = new HashMap<>();

    final Map<List<String>, AudienceCell> devices = new HashMap<>();
    final Map<List<String>, AudienceCell> bots = new HashMap<>();
    final Map<List<String>, AudienceCell> pages = new HashMap<>();
    final Map<List<String>, AudienceCell> landings = new HashMap<>();
    final Map<String, CellTally> searches = new HashMap<>();

    void count(Request request, String referrerHost) {
        tally.count(request);
        clients.add(request.caller().client().id());
        count(paths, template(request), request);
        count(statuses, request.status(), request);
        count(referrers, referrerHost, request);
        if (request.status() == Request.NOT_FOUND) {
            count(notFound, shortened(request.place()), request);
        }
        countAudience(request);
    }

    private void countAudience(Request request) {
        Caller caller = request.caller();
        Software agent = caller.agent();
        audience(countries, request, caller.client().country());
        if (!agent.isPerson()) {
            audience(bots, request, agent.bot(), agent.botKind(), caller.claim());
            return;
        }
        audience(devices, request, agent.device());
        if (request.isPageView()) {
            audience(pages, request, request.place().template());
        }
        if (request.isGarbage()) {
            return;
        }
        if (request.place().parameter("utm_campaign") != null) {
            audience(landings, request, request.place().parameter("utm_campaign"), template(request));
        }
        if (request.place().parameter("q") != null) {
            count(searches, request.place().parameter("q"), request);
        }
    }

    private static void audience(Map<List<String>, AudienceCell> cells, Request request, String... key) {
        cells.computeIfAbsent(List.of(key), unused -> new AudienceCell()).count(request);
    }

    private static String template(Request request) {
        if (request.status() == Request.NOT_FOUND) {
            return NOT_FOUND;
        }
        return request.isGarbage() ? NO_PATH : request.place().template();
    }

    /** All paths are ASCII: bytes are characters. */
    private static String shortened(Place place) {
        if (place == null) {
            return NO_PATH;
        }
        return place.path().length() > LONGEST_PATH ? place.path().substring(0, LONGEST_PATH) : place.path();
    }

    private static <K> void count(Map<K, CellTally> cells, K key, Request request) {
        cells.computeIfAbsent(key, unused -> new CellTally()).count(request);
    }
}
