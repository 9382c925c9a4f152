package dev.weir.serving.delta;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A data file of a table.
 *
 * @param file its absolute path
 * @param partition the value of each partition column as the log has it, as text; empty for null
 * @param bytes its size
 * @param ranges of columns of text of which the log keeps statistics
 */
public record ActiveFile(
        Path file, Map<String, Optional<String>> partition, long bytes, Map<String, TextRange> ranges) {
    public ActiveFile {
        partition = Map.copyOf(partition);
        ranges = Map.copyOf(ranges);
    }
}
