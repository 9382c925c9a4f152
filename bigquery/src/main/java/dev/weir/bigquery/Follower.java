package dev.weir.bigquery;

/** Told when the ledger has grown. */
public interface Follower extends AutoCloseable {
    /** For a warehouse without replica. */
    Follower NONE = () -> {};

    void grown();

    @Override
    default void close() {}
}
