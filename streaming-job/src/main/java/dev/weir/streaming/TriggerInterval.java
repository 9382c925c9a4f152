package dev.weir.streaming;

import dev.weir.warehouse.LogStores;
import java.time.Duration;
import org.apache.hadoop.fs.Path;

/**
 * The time between two micro-batches, where nobody says: on a local disk answers are as fresh as can be. Elsewhere a
 * micro-batch is many requests over a network, whatever is in it, and an object store bills each.
 */
final class TriggerInterval {
    private static final Duration LOCAL = Duration.ofSeconds(1);
    private static final Duration REMOTE = Duration.ofSeconds(10);

    private TriggerInterval() {}

    /**
     * The one for a warehouse.
     *
     * @param location as {@link dev.weir.warehouse.Warehouse#location()} says it
     */
    static Duration of(String location) {
        return LogStores.isLocal(new Path(location)) ? LOCAL : REMOTE;
    }
}
