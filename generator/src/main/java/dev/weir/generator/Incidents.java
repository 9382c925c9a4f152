package dev.weir.generator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When the sites were in trouble: a few bursts of server errors a day. */
final class Incidents {
    private static final int PER_DAY = 3;
    private static final Integer[] STATUSES = {500, 502, 503, 504};
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final long start;
    private final List<List<Incident>> byDay;

    Incidents(Rhythm rhythm, Chance chance) {
        this.start = rhythm.start();
        List<List<Incident>> days = new ArrayList<>();
        for (long day = start; day < rhythm.end(); day += DAY) {
            days.add(draw(day, chance));
        }
        this.byDay = List.copyOf(days);
    }

    private static List<Incident> draw(long day, Chance chance) {
        List<Incident> incidents = new ArrayList<>();
        for (int i = 0; i < PER_DAY; i++) {
            long from = day + chance.below(23 * 60) * MINUTE;
            long to = from + chance.between(5, 25) * MINUTE;
            incidents.add(
                    new Incident(chance.pick(Site.values()), from, to, chance.pick(STATUSES), chance.between(15, 70)));
        }
        return List.copyOf(incidents);
    }

    /** The status that the site answers with at that time because of an incident; 0 where it does not. */
    int statusAt(Site site, long time, Chance chance) {
        for (Incident incident : byDay.get((int) ((time - start) / DAY))) {
            if (incident.site == site
                    && incident.from <= time
                    && time < incident.to
                    && chance.percent(incident.percent)) {
                return incident.status;
            }
        }
        return 0;
    }

    /** @param percent share of the requests that fail */
    private record Incident(Site site, long from, long to, int status, int percent) {}
}
