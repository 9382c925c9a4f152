package dev.weir.streaming;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** What {@code weir stream} may be told about files. */
final class FilesOptions {
    @Option(
            names = "--dir",
            required = true,
            paramLabel = "PATH",
            description = "A directory, glob or file; plain, .gz, .bz2 or .zst.")
    private String path;

    @Option(
            names = "--max-bytes",
            defaultValue = "268435456",
            paramLabel = "N",
            description = "The most bytes of a micro-batch. Default: ${DEFAULT-VALUE}.")
    private long maxBytes;

    @Option(
            names = "--idle",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "A last line without line end is taken when its file was left alone this long."
                    + " Default: ${DEFAULT-VALUE}.")
    private long idleSeconds;

    @Option(
            names = "--max-ratio",
            defaultValue = "1100",
            paramLabel = "N",
            description = "A compressed file that holds more than N times as many bytes as it is long, and more than 16"
                    + " MiB, is left out and named. Default: ${DEFAULT-VALUE}.")
    private long maxRatio;

    /** @throws IllegalArgumentException if a number makes no sense */
    Source source(Optional<Long> maxLines) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("Invalid --max-bytes: " + maxBytes + ", must be 1 or more");
        }
        if (idleSeconds < 0) {
            throw new IllegalArgumentException("Invalid --idle: " + idleSeconds + ", must be 0 or more");
        }
        if (maxRatio < 1) {
            throw new IllegalArgumentException("Invalid --max-ratio: " + maxRatio + ", must be 1 or more");
        }
        return new FilesSource(
                path,
                Duration.ofSeconds(idleSeconds),
                maxBytes,
                maxLines.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                OptionalLong.of(maxRatio));
    }
}
