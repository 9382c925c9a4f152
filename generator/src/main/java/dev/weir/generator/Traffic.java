package dev.weir.generator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** The requests of all visitors, in the order of their time. */
final class Traffic {
    private static final long SECONDS_PER_DAY = 86_400;
    /** Chosen so that people pause some ten seconds between pages. */
    private static final int VISITORS_PER_LINE_A_SECOND = 5;

    private final Rhythm rhythm;
    private final Chance chance;
    private final Catalog catalog;
    private final Population population;
    private final Server server;
    private final long total;
    private final List<Visitor> present = new ArrayList<>();
    private final PriorityQueue<Request> pending = new PriorityQueue<>(Comparator.comparingLong(Request::time));
    private long sent;
    private long clock;

    /** @param total how many requests are wanted: they are spread over the whole time */
    Traffic(Rhythm rhythm, int days, long total, SplittableRandom random) {
        this.rhythm = rhythm;
        this.total = total;
        this.chance = new Chance(random);
        this.catalog = new Catalog(chance);
        this.population = new Population(chance);
        this.server = new Server(rhythm, new Incidents(rhythm, chance), chance);
        this.clock = rhythm.start();
        long visitors = VISITORS_PER_LINE_A_SECOND * total / (days * SECONDS_PER_DAY);
        for (long i = Math.min(Math.max(visitors, 6), 5000); i > 0; i--) {
            present.add(arrival());
        }
    }

    Request next() {
        // A step's requests may lie in the future of the next step's: wait until nothing earlier can come.
        while (pending.isEmpty() || pending.peek().time() > clock) {
            clock = sent < total ? rhythm.timeAt((double) sent / total) : rhythm.end();
            int turn = chance.below(present.size());
            boolean stays = present.get(turn).step(clock, request -> {
                pending.add(request);
                sent++;
            });
            if (!stays) {
                present.set(turn, arrival());
            }
        }
        return pending.poll();
    }

    /** Weights are shares of visits; scans are rare but send many requests. */
    private Visitor arrival() {
        int draw = chance.below(1000);
        if (draw < 597) {
            return new Person(chance, catalog, server, population.person());
        }
        if (draw < 847) {
            return new App(chance, catalog, server, population.app());
        }
        if (draw < 912) {
            return new Crawler(chance, catalog, server, population.bot(chance.pick(Agents.SEARCH_BOTS)));
        }
        if (draw < 972) {
            return new Crawler(chance, catalog, server, population.bot(chance.pick(Agents.AI_CRAWLERS)));
        }
        if (draw < 981) {
            return new Scanner(chance, server, population.scanner());
        }
        return draw < 984
                ? new Crawler(chance, catalog, server, population.impostor())
                : new Monitor(chance, server, population.bot(Agents.MONITOR));
    }
}
