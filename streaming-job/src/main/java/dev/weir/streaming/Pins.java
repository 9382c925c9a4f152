package dev.weir.streaming;

import dev.weir.format.LogFormat;
import dev.weir.model.ModelSettings;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Puts what the command line says of a source's format and zone into the ledger, where both layers read it. */
final class Pins {
    private Pins() {}

    /** @throws IllegalArgumentException if the format or the zone is none */
    static void requireValid(Optional<String> format, Optional<String> zone) {
        format.ifPresent(LogFormat::parse);
        zone.ifPresent(name -> new ModelSettings.Pin("*", "auto", name));
    }

    static void pin(Warehouse warehouse, String sources, Optional<String> format, Optional<String> zone, Clock clock) {
        if (format.isEmpty() && zone.isEmpty()) {
            return;
        }
        ModelSettings.Pin pin = new ModelSettings.Pin(sources, format.orElse("auto"), zone.orElse("UTC"));
        warehouse.ledger().change(settings -> settings.withPin(pin), clock);
    }

    /** The sources that a path on the command line names, as pins name them. */
    static String sourcesOf(String path) {
        boolean remote = path.contains("://");
        String absolute =
                remote ? path : Path.of(path).toAbsolutePath().normalize().toString();
        if (!remote && Files.isRegularFile(Path.of(path))) {
            return absolute;
        }
        int glob = absolute.indexOf('*');
        return glob < 0 ? absolute + "/*" : absolute.substring(0, glob) + "*";
    }
}
