package dev.weir.generator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The manifest of generated logs.
 *
 * @param format the name of the format, as in {@code ingress-nginx}
 * @param start when the first request came, RFC 3339
 * @param files in the order of their arrival
 */
public record GeneratedLogs(
        String format, String start, int days, long seed, Totals totals, List<DayTotals> perDay, List<LogFile> files) {
    static final String MANIFEST = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public GeneratedLogs {
        perDay = List.copyOf(perDay);
        files = List.copyOf(files);
    }

    /** Why a file came. */
    public enum Role {
        @JsonProperty("initial")
        INITIAL,
        /** Holds requests of hours before. */
        @JsonProperty("late")
        LATE,
        /** A copy of an earlier file under another name. */
        @JsonProperty("redelivered")
        REDELIVERED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of lines: lines = accepted + duplicates + rejected. */
    public record Totals(long lines, long accepted, long duplicates, long rejected) {
        public Totals {
            if (lines != accepted + duplicates + rejected) {
                throw new IllegalArgumentException("Invalid totals: " + lines + " lines, must be " + accepted + " + "
                        + duplicates + " + " + rejected);
            }
        }
    }

    /**
     * The events of one day, as their lines are dated; malformed lines belong to no day.
     *
     * @param day as in {@code 2026-11-20}
     * @param late those of the accepted that came in a late file
     */
    public record DayTotals(String day, long accepted, long duplicates, long late) {}

    /**
     * One file of lines.
     *
     * @param name relative to the directory, as in {@code logs/access-000.log}
     */
    public record LogFile(String name, Role role, long lines, long accepted, long duplicates, long rejected) {}

    /** The files that came for that reason, as paths below the directory that was generated into. */
    public List<Path> files(Path dir, Role role) {
        return files.stream()
                .filter(file -> file.role() == role)
                .map(file -> dir.resolve(file.name()))
                .toList();
    }

    /** All files in the order of their arrival. */
    public Stream<Path> files(Path dir) {
        return files.stream().map(file -> dir.resolve(file.name()));
    }

    /** Reads the manifest of logs that were generated into the directory. */
    public static GeneratedLogs read(Path dir) throws IOException {
        return JSON.readValue(dir.resolve(MANIFEST).toFile(), GeneratedLogs.class);
    }

    void write(Path dir) throws IOException {
        JSON.writeValue(dir.resolve(MANIFEST).toFile(), this);
        JSON.writeValue(dir.resolve(Truth.DIRECTORY).resolve(Truth.TOTALS).toFile(), new Truth.Totals(totals, perDay));
    }

    static GeneratedLogs of(GeneratorOptions options, Totals totals, List<DayTotals> perDay, List<LogFile> files) {
        Instant start = options.start();
        return new GeneratedLogs(
                options.format().label(), start.toString(), options.days(), options.seed(), totals, perDay, files);
    }
}
