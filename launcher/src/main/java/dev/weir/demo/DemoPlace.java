package dev.weir.demo;

import dev.weir.bigquery.DatasetName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a demo takes place: where its lines go in, and where its answers are. */
interface DemoPlace extends AutoCloseable {
    /** Where the warehouse is. */
    String warehouse();

    /** Lets the lines of some files arrive. */
    void deliver(List<Path> files) throws IOException, InterruptedException;

    /** What {@code weir stream} has to be told to read them. */
    List<String> streamOptions();

    /** System properties by which a process finds its way there. */
    default Map<String, String> properties() {
        return Map.of();
    }

    /** Told when a stream that read there was killed. */
    default void streamKilled() throws InterruptedException {}

    /** The data set in BigQuery that has the answers, too. */
    default Optional<DatasetName> dataset() {
        return Optional.empty();
    }

    /** What {@code weir stream} has to be told besides, where it reads what is there and ends. */
    default List<String> drainOptions() {
        return List.of();
    }

    /** Told before a stream reads what is there: nobody else asks for anything until it ends. */
    default void draining() {}

    /** What the micro-batches of that stream asked of Cloud Storage, where the warehouse is there. */
    default Optional<DemoRequests> requests() {
        return Optional.empty();
    }

    /** Tells people how to let more arrive. */
    String invitation();

    @Override
    default void close() throws IOException {}
}
