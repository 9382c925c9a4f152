package dev.weir.format;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * What a line does not say by itself.
 *
 * @param zone the zone of times that name none
 * @param trusted the proxies whose {@code X-Forwarded-For} is believed
 */
public record ParserSettings(ZoneId zone, TrustedProxies trusted) {
    /** UTC; loopback, private, link-local and unique local proxies are trusted. */
    public static final ParserSettings DEFAULT = new ParserSettings(ZoneOffset.UTC, TrustedProxies.DEFAULT);

    public ParserSettings {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(trusted, "trusted");
    }
}
