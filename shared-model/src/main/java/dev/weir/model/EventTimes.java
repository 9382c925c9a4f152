package dev.weir.model;

import dev.weir.format.Reason;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Which event times are believed, by how far they lie from the record's arrival: whoever writes a line may put any date in it,
 * and each day that answers are about costs something for ever. Both layers have the arrival from the archive.
 *
 * @param daysAhead by how many days an event may lie after its arrival; null for any number
 * @param daysBehind by how many days an event of a topic or subscription may lie before its arrival; null for any number. Events
 *     of files may be of any age: people import years of logs
 */
public record EventTimes(Integer daysAhead, Integer daysBehind) {
    public static final EventTimes DEFAULT = new EventTimes(2, null);

    /** No record arrived before: Kafka's first release is of 2011. An earlier stamp, such as -1, says that none was known. */
    public static final Instant FIRST_ARRIVAL = Instant.parse("2011-01-01T00:00:00Z");

    private static final long DAY = TimeUnit.DAYS.toMicros(1);
    private static final long FIRST = TimeUnit.SECONDS.toMicros(FIRST_ARRIVAL.getEpochSecond());
    /** About a thousand years, so that no sum overflows. */
    private static final int MOST = 366_000;

    public EventTimes {
        requireDays(daysAhead);
        requireDays(daysBehind);
    }

    private static void requireDays(Integer days) {
        if (days != null && (days < 0 || days > MOST)) {
            throw new IllegalArgumentException("Invalid days: " + days + ", must be 0 to " + MOST);
        }
    }

    /**
     * Judges an event's time.
     *
     * @param source the source's name, see {@link RawRecords#SOURCE}
     * @param event when it happened, microseconds since the epoch
     * @param arrived when its record arrived, in the same unit
     * @return why it is not believed; null if it is
     */
    Reason objection(String source, long event, long arrived) {
        if (arrived < FIRST) {
            return null;
        }
        if (daysAhead != null && event - arrived > daysAhead * DAY) {
            return Reason.FROM_THE_FUTURE;
        }
        return daysBehind != null && arrived - event > daysBehind * DAY && !RawRecords.isFile(source)
                ? Reason.TOO_OLD
                : null;
    }

    /** What of this concerns some sources, for {@link Model}. */
    String concerning(Iterable<String> sources) {
        boolean topics = false;
        for (String source : sources) {
            topics |= !RawRecords.isFile(source);
        }
        return "ahead " + daysAhead + (topics ? " behind " + daysBehind : "");
    }
}
