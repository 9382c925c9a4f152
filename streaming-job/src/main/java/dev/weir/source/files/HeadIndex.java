package dev.weir.source.files;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Contents by their first bytes: a file is held only against those that it can continue, however many are known. */
final class HeadIndex<T> {
    private final Map<FileIdentity, Set<T>> byHead = new HashMap<>();
    private final TreeSet<Integer> lengths = new TreeSet<>();
    private final Set<T> headless = new LinkedHashSet<>();

    /** @param head at most {@link Contents#GUARD} bytes; null if not known, so that every file may be it */
    void add(FileIdentity head, T content) {
        if (head == null) {
            headless.add(content);
            return;
        }
        lengths.add((int) head.length());
        byHead.computeIfAbsent(head, none -> new LinkedHashSet<>()).add(content);
    }

    /** What begins as these bytes do, as far as either goes. */
    List<T> of(ByteBuffer firstBytes) {
        List<T> found = new ArrayList<>(headless);
        byte[] bytes = new byte[firstBytes.remaining()];
        firstBytes.duplicate().get(bytes);
        ContentDigest digest = new ContentDigest();
        for (int length : lengths.headSet(bytes.length, true)) {
            digest.update(bytes, (int) digest.length(), length);
            found.addAll(byHead.getOrDefault(digest.identity(), Set.of()));
        }
        return found;
    }
}
