package dev.weir.serving.delta;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads Parquet, so that the reader of the log need not know how. */
public interface CheckpointReader {
    /**
     * Reads a checkpoint.
     *
     * @param parts its Parquet files
     * @param row is given each row, one action, as a JSON object; what the row has not is missing or null there
     * @throws RuntimeException if it cannot be read
     */
    void read(List<Path> parts, Consumer<String> row);
}
