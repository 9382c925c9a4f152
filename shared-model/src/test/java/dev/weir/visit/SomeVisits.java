package dev.weir.visit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Events of a few visitors by a seed, and the visits that they are, found by looking at all of them in order. */
public final class SomeVisits {
    private static final long MINUTE = 60_000_000;
    private static final long[] PAUSES = {
        0,
        0,
        1,
        MINUTE / 60,
        5 * MINUTE,
        20 * MINUTE,
        VisitRule.GAP - 1,
        VisitRule.GAP,
        VisitRule.GAP + 1,
        40 * MINUTE,
        3 * 60 * MINUTE,
        9 * 60 * MINUTE
    };
    private static final long[] AROUND_MIDNIGHT = {
        -VisitRule.GAP - 1,
        -VisitRule.GAP,
        -VisitRule.GAP + 1,
        -20 * MINUTE,
        -10 * MINUTE,
        -1,
        0,
        1,
        10 * MINUTE,
        20 * MINUTE,
        VisitRule.GAP - 1,
        VisitRule.GAP,
        VisitRule.GAP + 1
    };

    private SomeVisits() {}

    /** Events of one to four visitors around some days, before and after 1970. */
    public static List<VisitEvent> events(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<VisitEvent> events = new ArrayList<>();
        long day = random.nextBoolean() ? random.nextLong(-3, 4) : 20_000;
        for (int visitor = random.nextInt(1, 5); visitor > 0; visitor--) {
            events.addAll(of(visitor("v" + visitor), day * VisitRule.DAY, random));
        }
        return events;
    }

    /** A visitor's, as people, as programs, as timers, or about midnight. */
    private static List<VisitEvent> of(VisitorIdentity visitor, long start, SplittableRandom random) {
        int kind = random.nextInt(4);
        long time = start + (kind == 2 ? aroundMidnight(random) : random.nextLong(-VisitRule.GAP, VisitRule.DAY));
        List<VisitEvent> events = new ArrayList<>();
        for (int i = random.nextInt(1, kind == 0 ? 40 : 200); i > 0; i--) {
            events.add(event(visitor, time, random));
            boolean pauses = random.nextInt(60) == 0;
            time = switch (kind) {
                case 0 -> time + PAUSES[random.nextInt(PAUSES.length)];
                case 1 -> time + (pauses ? VisitRule.GAP + 1 : random.nextLong(VisitRule.GAP + 1));
                case 2 -> time + (pauses ? VisitRule.GAP - 1 : VisitRule.GAP);
                default -> start + random.nextInt(4) * VisitRule.DAY + aroundMidnight(random);
            };
        }
        return events;
    }

    private static long aroundMidnight(SplittableRandom random) {
        return AROUND_MIDNIGHT[random.nextInt(AROUND_MIDNIGHT.length)];
    }

    /** A visitor by a name. */
    public static VisitorIdentity visitor(String name) {
        return VisitorIdentity.of(ByteText.of("site"), ByteText.of(name), ByteText.of("agent"), null);
    }

    /** An event of a visitor, all but who and when by chance. */
    public static VisitEvent event(VisitorIdentity visitor, long time, SplittableRandom random) {
        // Signs decide where bytes are compared as signed; a shared half, where only one is compared.
        Hash128 id = new Hash128(random.nextInt(-2, 2), random.nextLong());
        ByteText page = random.nextInt(3) == 0 ? ByteText.of("/page" + random.nextInt(5)) : null;
        long status = List.of(200L, 304L, 404L, 500L, 0L).get(random.nextInt(5));
        ByteText[] texts = new ByteText[Origin.SIZE];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = random.nextInt(3) == 0 ? null : ByteText.of("o" + i + random.nextInt(100));
        }
        return new VisitEvent(
                visitor, new Moment(time, id), status, random.nextLong(1 << 30), page, Origin.of(Arrays.asList(texts)));
    }

    /** Each event into one of some parts. */
    static List<List<VisitEvent>> split(List<VisitEvent> events, int parts, SplittableRandom random) {
        List<List<VisitEvent>> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            split.add(new ArrayList<>());
        }
        events.forEach(event -> split.get(random.nextInt(parts)).add(event));
        return split;
    }

    /** The events by their visitors. */
    static Collection<List<VisitEvent>> byVisitor(List<VisitEvent> events) {
        Map<VisitorIdentity, List<VisitEvent>> byVisitor = new LinkedHashMap<>();
        events.forEach(event -> byVisitor
                .computeIfAbsent(event.visitor(), visitor -> new ArrayList<>())
                .add(event));
        return byVisitor.values();
    }

    /** All visits: of each visitor, all events in order. */
    public static List<Visit> recount(List<VisitEvent> events) {
        List<Visit> visits = new ArrayList<>();
        byVisitor(events).forEach(its -> visits.addAll(ofOne(its)));
        return visits;
    }

    private static List<Visit> ofOne(List<VisitEvent> events) {
        List<VisitEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparing(VisitEvent::at));
        List<Visit> visits = new ArrayList<>();
        List<VisitEvent> visit = new ArrayList<>();
        long before = 0;
        // Since when there was no longer pause, on the day of the event before.
        long onSince = 0;
        for (VisitEvent event : ordered) {
            long time = event.at().time();
            boolean pause = visit.isEmpty() || time - before > 30 * MINUTE;
            boolean midnight = Math.floorDiv(time, 24 * 60 * MINUTE) != Math.floorDiv(before, 24 * 60 * MINUTE);
            if (!visit.isEmpty() && (pause || midnight && Math.floorMod(onSince, 24 * 60 * MINUTE) < 30 * MINUTE)) {
                visits.add(counted(visit));
                visit.clear();
            }
            if (pause || midnight) {
                onSince = time;
            }
            before = time;
            visit.add(event);
        }
        visits.add(counted(visit));
        return visits;
    }

    private static Visit counted(List<VisitEvent> events) {
        List<VisitEvent> pages =
                events.stream().filter(event -> event.page() != null).toList();
        VisitEvent entry = pages.isEmpty() ? events.get(0) : pages.get(0);
        VisitEvent exit = pages.isEmpty() ? null : pages.get(pages.size() - 1);
        return new Visit(new Fragment(
                entry.visitor(),
                events.get(0).at().time(),
                events.get(events.size() - 1).at().time(),
                new VisitCounts(
                        events.size(),
                        pages.size(),
                        events.stream().filter(event -> event.status() == 404).count(),
                        events.stream().filter(event -> event.status() == 500).count(),
                        events.stream().mapToLong(VisitEvent::bytes).sum()),
                new Entrance(entry.at(), entry.page(), entry.origin()),
                exit == null ? null : new Exit(exit.at(), exit.page())));
    }
}
