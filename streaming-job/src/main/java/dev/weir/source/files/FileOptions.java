package dev.weir.source.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of {@code weir-files}.
 *
 * @param paths option path (one) and option paths (a JSON list): files, globs, directories
 * @param ranges {@code ranges}: for a batch read, exactly what to read instead of paths; empty if not given
 * @param idle {@code idle}: how long a file must be unchanged for its last line to be taken without line end; {@code 60s} in
 *     a stream, {@code 0s} in a batch read
 * @param budget {@code maxBytesPerTrigger}, {@code 256m}, and {@code maxRecordsPerTrigger}, unlimited
 * @param splitBytes {@code splitBytes}, {@code 32m}: how many bytes one task reads
 * @param known {@code known}: what was read without this stream's checkpoint, a JSON list as {@link KnownFile#toJson} writes
 *     it
 * @param inflation {@code maxRatio}, {@code 1100}: how many times as many bytes as are stored a compressed file may hold
 */
record FileOptions(
        List<String> paths,
        Optional<List<FileRange>> ranges,
        Optional<Duration> idle,
        Budget budget,
        long splitBytes,
        List<KnownFile> known,
        Inflation inflation) {
    private static final List<String> NAMES = List.of(
            "path",
            "paths",
            "ranges",
            "idle",
            "maxBytesPerTrigger",
            "maxRecordsPerTrigger",
            "splitBytes",
            "known",
            "maxRatio");

    FileOptions {
        if (paths.isEmpty() && ranges.isEmpty()) {
            throw new IllegalArgumentException("Cannot read files: none named, set option path, paths or ranges");
        }
        if (splitBytes <= 0) {
            throw new IllegalArgumentException("Invalid splitBytes: " + splitBytes + ", must be positive");
        }
        if (idle.isPresent() && idle.get().isNegative()) {
            throw new IllegalArgumentException("Invalid idle: " + idle.get() + ", must not be negative");
        }
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if a value is invalid, or an option is none of these: a typing error must not pass
     *     for a default
     */
    static FileOptions of(CaseInsensitiveStringMap options) {
        for (String name : options.keySet()) {
            if (NAMES.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new IllegalArgumentException(
                        "Invalid option: " + name + ", must be one of " + String.join(", ", NAMES));
            }
        }
        return new FileOptions(
                paths(options),
                Optional.ofNullable(options.get("ranges")).map(FileRanges::parse),
                Optional.ofNullable(options.get("idle")).map(FileOptions::duration),
                new Budget(
                        bytes(options, "maxBytesPerTrigger", "256m"),
                        options.getLong("maxRecordsPerTrigger", Long.MAX_VALUE)),
                bytes(options, "splitBytes", "32m"),
                Optional.ofNullable(options.get("known")).map(KnownFile::parse).orElse(List.of()),
                new Inflation(options.getLong("maxRatio", Inflation.DEFAULT.ratio())));
    }

    private static List<String> paths(CaseInsensitiveStringMap options) {
        List<String> paths = new ArrayList<>();
        Optional.ofNullable(options.get("path")).ifPresent(paths::add);
        String list = options.get("paths");
        if (list != null) {
            try {
                paths.addAll(FileRanges.JSON.readValue(list, new TypeReference<List<String>>() {}));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("Invalid paths: " + list + ", must be a JSON list of strings", e);
            }
        }
        return List.copyOf(paths);
    }

    private static Duration duration(String text) {
        try {
            return Duration.ofMillis(JavaUtils.timeStringAs(text, java.util.concurrent.TimeUnit.MILLISECONDS));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid idle: " + text + ", must be a duration such as 60s", e);
        }
    }

    private static long bytes(CaseInsensitiveStringMap options, String name, String otherwise) {
        String text = options.getOrDefault(name, otherwise);
        try {
            return JavaUtils.byteStringAsBytes(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid " + name + ": " + text + ", must be a size such as 32m", e);
        }
    }
}
