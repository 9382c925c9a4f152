package dev.weir.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What entries that follow on one another add up to: enough to know without reading them which of them an answer needs. A
 * year's micro-batches are many, and few of them matter to a question.
 *
 * @param earliest when the first of them was written, by the writers' clocks, which may disagree with positions; UTC. The end of
 *     all time where there are none
 * @param latest when the last of them was written; UTC. The beginning of all time where there are none
 * @param segments how many speed segments there are
 * @param received their raw records
 * @param days what became of those, and where they stand, by event day
 * @param streams the micro-batches, by stream
 * @param formats events by the format that was recognised
 * @param parsed by which models the speed segments were parsed, of which sources; null where these are too many to be kept, as of a
 *     directory of which ever other files grow
 * @param furthest of each partition of each source, the range that goes furthest; the first one of several
 * @param holes what sources had lost, in the order in which that was found out
 * @param others by position, the entries that are no speed segments: they are few
 */
public record Summary(
        Instant earliest,
        Instant latest,
        long segments,
        long received,
        SortedMap<LocalDate, Day> days,
        SortedMap<String, Batches> streams,
        SortedMap<String, Long> formats,
        @JsonInclude(JsonInclude.Include.NON_NULL) Set<Parsed> parsed,
        List<Range> furthest,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Hole> holes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<Long, Entry> others) {
    /** So many names of sources are kept at most. */
    static final int MOST_NAMES = 1_000;

    public Summary {
        holes = holes == null ? List.of() : holes;
        others = others == null ? new TreeMap<>() : others;
    }

    /**
     * The speed segments with records of one event day.
     *
     * @param tally what became of the records
     * @param first the position of the first segment
     * @param last the position of the last one
     */
    public record Day(Tally tally, long first, long last) {
        /** The part of it after a position, which is before its last one. */
        Day after(long position) {
            return new Day(tally, Math.max(first, position + 1), last);
        }

        Day plus(Day other) {
            return new Day(tally.plus(other.tally), Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /**
     * The micro-batches of a stream.
     *
     * @param least the least number
     * @param greatest the greatest number
     */
    public record Batches(long least, long greatest) {
        Batches plus(Batches other) {
            return new Batches(Math.min(least, other.least), Math.max(greatest, other.greatest));
        }
    }

    /**
     * What some speed segments have in common.
     *
     * @param model see {@link SpeedSegment#model}
     * @param sources the names of all of a segment's sources
     */
    public record Parsed(String model, Set<String> sources) {}

    /**
     * Sums entries up.
     *
     * @param after the position before the first one's
     * @param entries that follow on one another
     */
    static Summary of(long after, List<Entry> entries) {
        Sum sum = new Sum();
        long position = after;
        for (Entry entry : entries) {
            sum.add(++position, entry);
        }
        return sum.summary();
    }

    /** Sums summaries of entries up that follow on one another. */
    static Summary of(Collection<Summary> summaries) {
        Sum sum = new Sum();
        summaries.forEach(sum::add);
        return sum.summary();
    }

    /** All days together. */
    public Tally tally() {
        return days.values().stream().map(Day::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** Whether there is a speed segment with records of one of some days. */
    boolean touches(Set<LocalDate> some) {
        return days.keySet().stream().anyMatch(some::contains);
    }

    /** Whether there is a speed segment with records of a day that no batch segment of the day has read. */
    boolean hasUnread(SortedMap<LocalDate, Ledger.Published> newest) {
        return days.entrySet().stream()
                .anyMatch(day ->
                        Ledger.isUnread(newest, day.getKey(), day.getValue().last()));
    }

    /** Whether a micro-batch may be there. */
    boolean mayHave(String stream, long batch) {
        Batches batches = streams.get(stream);
        return batches != null && batches.least() <= batch && batch <= batches.greatest();
    }

    private static final class Sum {
        private Instant earliest = Instant.MAX;
        private Instant latest = Instant.MIN;
        private long segments;
        private long received;
        private final SortedMap<LocalDate, Day> days = new TreeMap<>();
        private final SortedMap<String, Batches> streams = new TreeMap<>();
        private final SortedMap<String, Long> formats = new TreeMap<>();
        private Set<Parsed> parsed = new LinkedHashSet<>();
        private int names;
        private final Map<List<String>, Range> furthest = new LinkedHashMap<>();
        private final List<Hole> holes = new ArrayList<>();
        private final SortedMap<Long, Entry> others = new TreeMap<>();

        void add(long position, Entry entry) {
            span(entry.written(), entry.written());
            if (entry instanceof SpeedSegment speed) {
                addSpeed(position, speed);
            } else {
                others.put(position, entry);
            }
        }

        private void addSpeed(long position, SpeedSegment speed) {
            segments++;
            received += speed.received();
            speed.days().forEach((day, tally) -> days.merge(day, new Day(tally, position, position), Day::plus));
            streams.merge(speed.stream(), new Batches(speed.batch(), speed.batch()), Batches::plus);
            speed.formats().forEach((format, events) -> formats.merge(format, events, Long::sum));
            parsed(new Parsed(speed.model(), speed.sources()));
            speed.ranges().forEach(this::reached);
            holes.addAll(speed.holes());
        }

        void add(Summary summary) {
            span(summary.earliest, summary.latest);
            segments += summary.segments;
            received += summary.received;
            summary.days.forEach((day, its) -> days.merge(day, its, Day::plus));
            summary.streams.forEach((stream, batches) -> streams.merge(stream, batches, Batches::plus));
            summary.formats.forEach((format, events) -> formats.merge(format, events, Long::sum));
            if (summary.parsed == null) {
                parsed = null;
            } else {
                summary.parsed.forEach(this::parsed);
            }
            summary.furthest.forEach(this::reached);
            holes.addAll(summary.holes);
            others.putAll(summary.others);
        }

        private void span(Instant from, Instant to) {
            earliest = from.isBefore(earliest) ? from : earliest;
            latest = to.isAfter(latest) ? to : latest;
        }

        private void parsed(Parsed more) {
            if (parsed != null && parsed.add(more)) {
                names += more.sources().size();
                parsed = names > MOST_NAMES ? null : parsed;
            }
        }

        private void reached(Range range) {
            furthest.merge(List.of(range.source(), range.partition()), range, Range::further);
        }

        Summary summary() {
            return new Summary(
                    earliest,
                    latest,
                    segments,
                    received,
                    days,
                    streams,
                    formats,
                    parsed,
                    List.copyOf(furthest.values()),
                    holes,
                    others);
        }
    }
}
