package dev.weir.streaming;

import dev.weir.format.ParserSettings;
import dev.weir.format.TrustedProxies;
import dev.weir.model.ModelSettings;
import dev.weir.source.files.SourcePath;
import dev.weir.warehouse.Warehouse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;

/** Puts what the command line says of a source's format and zone into the ledger, where both layers read it. */
final class Pins {
    private Pins() {}

    /** @throws IllegalArgumentException if the zone is none */
    static void requireValid(Optional<String> zone) {
        zone.ifPresent(name -> new ModelSettings.Pin("*", "auto", name));
    }

    /** What lines do not say, where the command line says it. */
    static ParserSettings settings(Optional<String> zone) {
        return new ParserSettings(ZoneId.of(zone.orElse("UTC")), TrustedProxies.DEFAULT);
    }

    static void pin(Warehouse warehouse, String sources, Optional<String> format, Optional<String> zone, Clock clock) {
        if (format.isEmpty() && zone.isEmpty()) {
            return;
        }
        ModelSettings.Pin pin = new ModelSettings.Pin(sources, format.orElse("auto"), zone.orElse("UTC"));
        warehouse.ledger().change(settings -> settings.withPin(pin), clock);
    }

    /** The files that a path on the command line names, as pins name them: just those that it lists. */
    static String sourcesOf(SourcePath path) {
        boolean literal = !path.name().endsWith("*");
        return switch (path.kind()) {
            case FILE -> literal ? path.name() : ModelSettings.Pin.GLOB + path.glob();
            case DIRECTORY -> path.name() + (path.name().endsWith("/") ? "*" : "/*");
            case GLOB -> ModelSettings.Pin.GLOB + path.glob();
        };
    }
}
