package dev.weir.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The output of one micro-batch over the one raw segment that it landed; both carry the same id.
 *
 * @param id tags the archive's records and the tables' rows; unique to the attempt that wrote them
 * @param written see {@link Entry#written}
 * @param oldestArrival when the record that waited longest was first seen, UTC
 * @param stream the query that ran the micro-batch; with {@code batch} it admits one attempt
 * @param batch the micro-batch's number within the stream
 * @param arrivalDay the archive's partition, UTC
 * @param received raw records in the archive, counted there
 * @param days what became of them, by event day (by arrival day where there is no event time)
 * @param ranges where they came from
 * @param holes what its source had lost before it was read; absent from entries without any, as from older ones
 * @param formats events by the format that was recognised
 * @param model the version of the model and the settings that parsed them
 * @param digests of the rows written, by table
 */
public record SpeedSegment(
        String id,
        Instant written,
        Instant oldestArrival,
        String stream,
        long batch,
        LocalDate arrivalDay,
        long received,
        SortedMap<LocalDate, Tally> days,
        List<Range> ranges,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Hole> holes,
        SortedMap<String, Long> formats,
        String model,
        Map<String, Digest> digests)
        implements Entry {
    public SpeedSegment {
        days = new TreeMap<>(days);
        ranges = List.copyOf(ranges);
        holes = holes == null ? List.of() : List.copyOf(holes);
        formats = new TreeMap<>(formats);
        digests = new TreeMap<>(digests);
        long told = days.values().stream().mapToLong(Tally::total).sum();
        if (told != received) {
            throw new IllegalArgumentException("Unbalanced segment " + id + ": received " + received
                    + " records, but accepted + duplicate + rejected = " + told);
        }
    }

    /** The names of where its records came from. */
    public SortedSet<String> sources() {
        return ranges.stream().map(Range::source).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All days together. */
    public Tally tally() {
        return days.values().stream().reduce(Tally.NONE, Tally::plus);
    }
}
