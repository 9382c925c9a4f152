package dev.weir.source.files;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was read of which content, and what was seen at which path. Changes collect until they are taken for the log. Not
 * thread-safe.
 */
final class SourceState {
    private final Map<FileIdentity, ReadState> contents = new HashMap<>();
    private final HeadIndex<FileIdentity> byHead = new HeadIndex<>();
    /** How far what shares a partition was read by this stream. */
    private final Map<FileIdentity, Long> readTo = new HashMap<>();

    private final HeadIndex<KnownFile> known = new HeadIndex<>();
    private final Map<String, Sighting> sightings = new HashMap<>();
    private final Map<String, Sighting> byInode = new HashMap<>();
    private final Map<FileIdentity, ReadState> changedContents = new LinkedHashMap<>();
    private final Map<String, Sighting> changedSightings = new LinkedHashMap<>();

    static SourceState of(Collection<KnownFile> known) {
        SourceState state = new SourceState();
        state.learn(known);
        return state;
    }

    /** Adds contents that were read elsewhere. They are not logged: whoever starts the stream knows them. */
    void learn(Collection<KnownFile> files) {
        files.forEach(file -> known.add(file.head(), file));
    }

    Optional<ReadState> content(FileIdentity identity) {
        return Optional.ofNullable(contents.get(identity));
    }

    Optional<Sighting> sighting(String path) {
        return Optional.ofNullable(sightings.get(path));
    }

    /** Where a file was last seen, perhaps under another name. */
    Optional<Sighting> sighting(Inode inode) {
        return Optional.ofNullable(byInode.get(inode.file()));
    }

    /** The contents that a file with these first bytes may continue. */
    List<ReadState> contentsLike(ByteBuffer firstBytes) {
        return byHead.of(firstBytes).stream().map(contents::get).toList();
    }

    /** What was read elsewhere, further than here, and may be continued by a file with these first bytes. */
    List<KnownFile> knownLike(ByteBuffer firstBytes) {
        return known.of(firstBytes).stream()
                .filter(file -> readTo.getOrDefault(file.partition(), 0L)
                        < (file.read() == null
                                ? file.lastPosition() + 1
                                : file.read().length()))
                .toList();
    }

    void put(ReadState content) {
        if (content.lastLine()) {
            learn(List.of(new KnownFile(content.partition(), content.readTo(), null, null)));
            return;
        }
        contents.put(content.identity(), content);
        byHead.add(content.head(), content.identity());
        readTo.merge(content.partition(), content.readTo(), Math::max);
        changedContents.put(content.identity(), content);
    }

    void put(Sighting sighting) {
        sightings.put(sighting.path(), sighting);
        if (sighting.inode() != null) {
            byInode.put(sighting.inode().file(), sighting);
        }
        changedSightings.put(sighting.path(), sighting);
    }

    /** Forgets paths where there is no file any more; contents are never forgotten, they may come back. */
    void retainPaths(Set<String> paths) {
        sightings.keySet().retainAll(paths);
        changedSightings.keySet().retainAll(paths);
        byInode.values().removeIf(seen -> !seen.equals(sightings.get(seen.path())));
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
