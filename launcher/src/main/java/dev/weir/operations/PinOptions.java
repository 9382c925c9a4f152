package dev.weir.operations;

import dev.weir.format.LogFormat;
import dev.weir.model.ModelSettings.Pin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the command line says of sources' formats and zones. */
final class PinOptions {
    @Option(
            names = "--pin",
            paramLabel = "SOURCE=FORMAT",
            description =
                    "Pin a source's format: a source, or its beginning and *, and a name of `weir formats`, a log_format"
                            + " string or auto.")
    private Map<String, String> formats = Map.of();

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone that goes with --pin. Default: UTC.")
    private Optional<String> zone = Optional.empty();

    /**
     * In the order of the command line.
     *
     * @throws IllegalArgumentException if a format or the zone is invalid
     */
    List<Pin> pins() {
        formats.values().forEach(LogFormat::parse);
        return formats.entrySet().stream()
                .map(pin -> new Pin(pin.getKey(), pin.getValue(), zone.orElse("UTC")))
                .toList();
    }
}
