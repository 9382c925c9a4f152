package dev.weir.benchmarks;

import java.util.Optional;

/**
 * A bound that a value meets or misses.
 *
 * @param atMost whether the bound is the highest value that meets it; otherwise the lowest
 */
record Target(boolean atMost, double bound) {
    private static final String AT_MOST = "<= ";
    private static final String AT_LEAST = ">= ";

    static Optional<Target> atMost(double bound) {
        return Optional.of(new Target(true, bound));
    }

    static Optional<Target> atLeast(double bound) {
        return Optional.of(new Target(false, bound));
    }

    /** Reads what {@link #toString} wrote. */
    static Target parse(String text) {
        return new Target(text.startsWith(AT_MOST), Double.parseDouble(text.substring(AT_MOST.length())));
    }

    boolean meets(double value) {
        return atMost ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
        return (atMost ? AT_MOST : AT_LEAST)
                + (bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound));
    }
}
