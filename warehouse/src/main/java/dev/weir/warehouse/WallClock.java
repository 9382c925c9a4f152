package dev.weir.warehouse;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** The one clock from which commands on a warehouse have the time. What only measures how long something takes needs none. */
public final class WallClock {
    /** By how much this process's clock is ahead, in ISO 8601: {@code PT26H}, {@code -P2D}. For tests of clocks that are wrong. */
    public static final String AHEAD = "WEIR_CLOCK";

    private WallClock() {}

    /** The system's clock, moved as this process's environment says. */
    public static Clock ofProcess() {
        return of(System.getenv());
    }

    /**
     * The system's clock, in UTC, moved by {@value #AHEAD}.
     *
     * @throws IllegalArgumentException if that is no duration
     */
    public static Clock of(Map<String, String> environment) {
        String ahead = environment.getOrDefault(AHEAD, "");
        try {
            return ahead.isEmpty() ? Clock.systemUTC() : Clock.offset(Clock.systemUTC(), Duration.parse(ahead));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Invalid " + AHEAD + ": " + ahead + ", must be an ISO 8601 duration, such as PT26H or -P2D", e);
        }
    }
}
