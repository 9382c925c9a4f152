package dev.weir.streaming;

import dev.weir.ledger.Range;
import dev.weir.source.files.FileRange;
import dev.weir.source.files.Marks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of content that a micro-batch is to read.
 *
 * @param source as in the records
 * @param partition as in the records
 * @param content which bytes
 */
public record Planned(String source, String partition, Range.Content content) {
    /** Tells what a micro-batch is to read, where that is known without reading it. */
    @FunctionalInterface
    public interface Plans {
        /** Of sources that know no more than what they give. */
        Plans NONE = batch -> Optional.empty();

        /** @param batch the micro-batch's number */
        Optional<List<Planned>> of(long batch);
    }

    public Planned {
        Objects.requireNonNull(content, "content is null");
    }

    /** Empty where an older version planned one of the ranges. */
    static Optional<List<Planned>> of(List<FileRange> ranges) {
        if (ranges.stream().map(FileRange::marks).anyMatch(Objects::isNull)) {
            return Optional.empty();
        }
        return Optional.of(ranges.stream().map(Planned::of).toList());
    }

    private static Planned of(FileRange range) {
        Marks marks = range.marks();
        return new Planned(
                range.path(),
                range.partition().toString(),
                new Range.Content(
                        range.head().toString(), range.from(), marks.end().at().toString()));
    }

    /** The ranges that records fell into, with what is known of their contents. */
    static List<Range> named(List<Range> ranges, Optional<List<Planned>> planned) {
        Map<Place, Range.Content> contents = new HashMap<>();
        planned.orElse(List.of()).forEach(each -> contents.put(each.place(), each.content()));
        return ranges.stream()
                .map(range -> range.of(contents.get(Place.of(range))))
                .toList();
    }

    Place place() {
        return new Place(source, partition);
    }

    /** What a range of the ledger is of. */
    record Place(String source, String partition) {
        static Place of(Range range) {
            return new Place(range.source(), range.partition());
        }
    }
}
