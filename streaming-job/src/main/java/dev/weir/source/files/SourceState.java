package dev.weir.source.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was read of which content, and what was seen at which path. Changes collect until they are taken for the log. Not
 * thread-safe.
 */
final class SourceState {
    private final Map<FileIdentity, ReadState> contents = new HashMap<>();
    private final TreeSet<Long> lengths = new TreeSet<>();
    private final Map<String, Sighting> sightings = new HashMap<>();
    private final Map<FileIdentity, ReadState> changedContents = new LinkedHashMap<>();
    private final Map<String, Sighting> changedSightings = new LinkedHashMap<>();

    static SourceState of(Collection<KnownFile> known) {
        SourceState state = new SourceState();
        // The same file may stand in the ledger more than once: what counts is how far it was ever read.
        known.stream()
                .sorted(java.util.Comparator.comparingLong(KnownFile::lastPosition))
                .map(ReadState::recorded)
                .forEach(state::put);
        return state;
    }

    Optional<ReadState> content(FileIdentity identity) {
        return Optional.ofNullable(contents.get(identity));
    }

    Optional<Sighting> sighting(String path) {
        return Optional.ofNullable(sightings.get(path));
    }

    /** The lengths at which contents were first seen. */
    SortedSet<Long> lengths() {
        return lengths;
    }

    void put(ReadState content) {
        contents.put(content.identity(), content);
        lengths.add(content.identity().length());
        changedContents.put(content.identity(), content);
    }

    void put(Sighting sighting) {
        sightings.put(sighting.path(), sighting);
        changedSightings.put(sighting.path(), sighting);
    }

    /** Forgets paths where there is no file any more; contents are never forgotten, they may come back. */
    void retainPaths(Set<String> paths) {
        sightings.keySet().retainAll(paths);
        changedSightings.keySet().retainAll(paths);
    }

    /** All of it, as one log entry carries it from time to time. */
    List<ReadState> contents() {
        return List.copyOf(contents.values());
    }

    List<Sighting> sightings() {
        return List.copyOf(sightings.values());
    }

    List<ReadState> changedContents() {
        return new ArrayList<>(changedContents.values());
    }

    List<Sighting> changedSightings() {
        return new ArrayList<>(changedSightings.values());
    }

    /** What changed is in the log now. */
    void settled() {
        changedContents.clear();
        changedSightings.clear();
    }
}
