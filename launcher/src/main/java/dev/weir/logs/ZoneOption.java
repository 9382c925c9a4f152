package dev.weir.logs;

import dev.weir.format.ParserSettings;
import dev.weir.format.TrustedProxies;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says what lines do not, of the commands that parse them here. */
final class ZoneOption {
    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "The zone of times that name none, such as Europe/Berlin. Default: ${DEFAULT-VALUE}")
    private String zone;

    /**
     * The settings of a parser.
     *
     * @param trusted networks of trusted proxies; the usual ones if there are none
     * @throws IllegalArgumentException if the zone or a network is none
     */
    ParserSettings settings(List<String> trusted) {
        TrustedProxies proxies = trusted.isEmpty() ? TrustedProxies.DEFAULT : TrustedProxies.of(trusted);
        try {
            return new ParserSettings(ZoneId.of(zone), proxies);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Invalid zone: " + zone + ", must be a name such as Europe/Berlin or an offset such as +02:00", e);
        }
    }
}
