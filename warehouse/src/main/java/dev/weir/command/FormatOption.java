package dev.weir.command;

import dev.weir.format.LogFormat;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which format lines are in, of every command that reads some. */
public final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "The format of these lines: a name that `weir formats` lists, or a log_format of nginx, LogFormat"
                            + " of Apache, or format string of Envoy or HAProxy. Otherwise each line's format is recognised.")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--time-field",
            paramLabel = "NAME",
            description =
                    "The variable of that format string, or the key of its JSON, that tells the time, where only its"
                            + " author knows: $NAME of a map or a script.")
    private Optional<String> timeField = Optional.empty();

    /**
     * What {@link LogFormat#parse} takes; empty where nothing was said.
     *
     * @throws IllegalArgumentException if it is no format
     */
    public Optional<String> spec() {
        if (timeField.isPresent() && format.isEmpty()) {
            throw new IllegalArgumentException("Invalid --time-field: " + timeField.get()
                    + ", must be a field of the format string that --format gives");
        }
        Optional<String> spec = format.map(
                given -> timeField.map(name -> LogFormat.timedBy(name, given)).orElse(given));
        spec.ifPresent(LogFormat::parse);
        return spec;
    }
}
