package dev.weir.warehouse;

import java.util.List;

/** Told when the ledger has grown. */
public interface Follower extends AutoCloseable {
    /** Does nothing. */
    Follower NONE = () -> {};

    void grown();

    @Override
    default void close() {}

    /** Tells several, and closes all of them. */
    static Follower all(List<Follower> followers) {
        return new Follower() {
            @Override
            public void grown() {
                followers.forEach(Follower::grown);
            }

            @Override
            public void close() {
                close(followers);
            }

            private void close(List<Follower> rest) {
                if (!rest.isEmpty()) {
                    try {
                        rest.get(0).close();
                    } finally {
                        close(rest.subList(1, rest.size()));
                    }
                }
            }
        };
    }
}
