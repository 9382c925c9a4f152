package dev.weir.pubsub;

import java.util.HashSet;
import java.util.Set;

/** The keys that came last: at least so many as the horizon says, at most twice as many. */
final class RecentKeys {
    private final int horizon;
    private Set<MessageKey> newer = new HashSet<>();
    private Set<MessageKey> older = new HashSet<>();

    RecentKeys(int horizon) {
        this.horizon = horizon;
    }

    /** False if it is there already. */
    boolean add(MessageKey key) {
        if (older.contains(key) || !newer.add(key)) {
            return false;
        }
        if (newer.size() >= horizon) {
            older = newer;
            newer = new HashSet<>();
        }
        return true;
    }
}
