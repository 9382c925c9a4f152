package dev.weir.source.files;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final TreeSet<Long> NONE = new TreeSet<>();

    private final Map<FileIdentity, ReadState> contents = new HashMap<>();
    /** Lengths of contents by their full heads; those with a short head, or none, are under null. */
    private final Map<FileIdentity, TreeSet<Long>> lengths = new HashMap<>();

    private final Map<String, Sighting> sightings = new HashMap<>();
    private final Map<FileIdentity, ReadState> changedContents = new LinkedHashMap<>();
    private final Map<String, Sighting> changedSightings = new LinkedHashMap<>();

    static SourceState of(Collection<KnownFile> known) {
        SourceState state = new SourceState();
        state.learn(known);
        return state;
    }

    /** Adds contents that were read elsewhere; what is known better here stays as it is. */
    void learn(Collection<KnownFile> known) {
        // The same file may stand in the ledger more than once: what counts is how far it was ever read.
        known.stream()
                .filter(file -> !contents.containsKey(file.partition()))
                .sorted(Comparator.comparingLong(KnownFile::lastPosition))
                .toList()
                .forEach(file -> put(ReadState.recorded(file)));
    }

    Optional<ReadState> content(FileIdentity identity) {
        return Optional.ofNullable(contents.get(identity));
    }

    Optional<Sighting> sighting(String path) {
        return Optional.ofNullable(sightings.get(path));
    }

    /**
     * The lengths at which contents were first seen of which a file with these first bytes may be one: to hash it at
     * every known length would make many files cost the square of their number.
     */
    SortedSet<Long> lengths(ByteBuffer firstBytes) {
        SortedSet<Long> possible = new TreeSet<>(lengths.getOrDefault(null, NONE));
        if (firstBytes.remaining() >= Contents.GUARD) {
            possible.addAll(lengths.getOrDefault(FileIdentity.of(firstBytes.slice(0, Contents.GUARD)), NONE));
        }
        return possible;
    }

    void put(ReadState content) {
        contents.put(content.identity(), content);
        boolean fullHead = content.head() != null && content.head().length() == Contents.GUARD;
        lengths.computeIfAbsent(fullHead ? content.head() : null, head -> new TreeSet<>())
                .add(content.identity().length());
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
    Collection<ReadState> contents() {
        return Collections.unmodifiableCollection(contents.values());
    }

    Collection<Sighting> sightings() {
        return Collections.unmodifiableCollection(sightings.values());
    }

    Collection<ReadState> changedContents() {
        return Collections.unmodifiableCollection(changedContents.values());
    }

    Collection<Sighting> changedSightings() {
        return Collections.unmodifiableCollection(changedSightings.values());
    }

    /** What changed is in the log now. */
    void settled() {
        changedContents.clear();
        changedSightings.clear();
    }
}
