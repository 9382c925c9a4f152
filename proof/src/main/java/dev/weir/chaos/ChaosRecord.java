package dev.weir.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened so far in a chaos run, whose lanes tell it side by side. */
final class ChaosRecord {
    private final int planned;
    private final PrintStream err;
    private final SortedMap<String, Integer> kills = new TreeMap<>();
    private final SortedMap<String, Integer> hazards = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Of nothing yet.
     *
     * @param planned how many kills there are to be
     * @param err where all of it is said, too
     */
    ChaosRecord(int planned, PrintStream err) {
        this.planned = planned;
        this.err = err;
    }

    synchronized void killed(ChaosPoint point, Duration took) {
        kills.merge(point.label(), 1, Integer::sum);
        err.printf(
                Locale.ROOT,
                "kill %d/%d: %s, %.1f s%n",
                kills.values().stream().mapToInt(Integer::intValue).sum(),
                planned,
                point.label(),
                took.toMillis() / 1000.0);
    }

    synchronized void happened(ChaosHazard hazard) {
        hazards.merge(hazard.label(), 1, Integer::sum);
        err.println("  " + hazard.label());
    }

    /** Something that must not be. */
    synchronized void failed(String what) {
        failures.add(what);
        err.println("FAILED: " + what);
    }

    /** By where they came. */
    synchronized SortedMap<String, Integer> kills() {
        return new TreeMap<>(kills);
    }

    /** By kind. */
    synchronized SortedMap<String, Integer> hazards() {
        return new TreeMap<>(hazards);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
