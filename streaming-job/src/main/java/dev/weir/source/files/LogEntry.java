package dev.weir.source.files;

import java.util.Collection;
import java.util.List;

/**
 * One entry of the source log: what one trigger reads, and how that changes the state.
 *
 * @param entry its number; the first is 1
 * @param ranges what to read
 * @param contents states that changed; in every {@link SourceLog#WHOLE}th entry, all
 * @param sightings the same of paths
 */
record LogEntry(long entry, List<FileRange> ranges, Collection<ReadState> contents, Collection<Sighting> sightings) {
    LogEntry {
        ranges = List.copyOf(ranges);
        contents = List.copyOf(contents);
        sightings = List.copyOf(sightings);
    }
}
