package dev.weir.streaming;

import dev.weir.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Where a stream's raw records come from. */
public interface Source extends AutoCloseable {
    /** Names the source for people. */
    String description();

    /** The sources of its records as pins name them, see {@link dev.weir.model.ModelSettings.Pin#source}. */
    String pinned();

    /** Names the directory in which progress is kept where the user names none: other records, another name. */
    String checkpointName();

    /** How older versions named it: not always differently from other sources'. */
    default List<String> formerCheckpointNames() {
        return List.of();
    }

    /** Whether a checkpoint under a former name may be this source's, as far as can be told from what is in it. */
    default boolean mayOwn(Path checkpoint) {
        return true;
    }

    /**
     * Opens it.
     *
     * @param checkpoint where the stream's progress is
     * @param ledger what was read before, perhaps under another checkpoint
     */
    Feed open(SparkSession spark, Checkpoint checkpoint, Ledger ledger);

    /** Says what ended a stream, where the source knows it better than Spark. */
    default Optional<RuntimeException> explained(Throwable failure) {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
