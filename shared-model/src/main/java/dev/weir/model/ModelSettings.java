package dev.weir.model;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model may be told about the sources: part of the warehouse, so that both layers use the same.
 *
 * @param pins formats and zones of sources; of several that match, the last one holds
 * @param trustedProxies CIDR ranges whose X-Forwarded-For is believed; empty for the default (loopback and private)
 * @param times which event times are believed; null, as in entries of versions that knew none, for the default
 */
public record ModelSettings(List<Pin> pins, List<String> trustedProxies, EventTimes times) {
    private static final Pin UNPINNED = new Pin("*", "auto", "UTC");

    public static final ModelSettings DEFAULT = new ModelSettings(List.of(), List.of(), EventTimes.DEFAULT);

    public ModelSettings {
        pins = List.copyOf(pins);
        trustedProxies = List.copyOf(trustedProxies);
        times = times == null ? EventTimes.DEFAULT : times;
    }

    /**
     * What is known of some sources.
     *
     * @param source a source's name, or the beginning of one followed by {@code *}, or {@link #GLOB} and a glob, which
     *     speaks of the files that it lists and those below the directories that it lists
     * @param format a format's name or a log format string, or {@code auto}
     * @param zone the zone of times that name none, such as {@code Europe/Berlin}
     */
    public record Pin(String source, String format, String zone) {
        /** What the source of a pin begins with that is a glob. */
        public static final String GLOB = "glob:";

        public Pin {
            if (source.isBlank()) {
                throw new IllegalArgumentException("Invalid pin: the source is empty");
            }
            if (source.startsWith(GLOB)) {
                Glob.parse(source.substring(GLOB.length()));
            }
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "Invalid zone: " + zone + ", expected a name such as Europe/Berlin or +02:00", e);
            }
        }

        /** Whether the pin speaks of this source. */
        public boolean matches(String name) {
            if (source.startsWith(GLOB)) {
                return Glob.parse(source.substring(GLOB.length())).matches(name);
            }
            return source.endsWith("*")
                    ? name.startsWith(source.substring(0, source.length() - 1))
                    : name.equals(source);
        }
    }

    /** The pin that holds for a source; format {@code auto} and zone UTC where there is none. */
    public Pin pinOf(String source) {
        for (int i = pins.size() - 1; i >= 0; i--) {
            if (pins.get(i).matches(source)) {
                return pins.get(i);
            }
        }
        return UNPINNED;
    }

    /** These settings with more pins, the last of which are the strongest. */
    public ModelSettings withPins(List<Pin> more) {
        ModelSettings settings = this;
        for (Pin pin : more) {
            settings = settings.withPin(pin);
        }
        return settings;
    }

    /** These settings with one pin more; a pin of the same sources is replaced. */
    public ModelSettings withPin(Pin pin) {
        List<Pin> all = new ArrayList<>(pins);
        all.removeIf(old -> old.source().equals(pin.source()));
        all.add(pin);
        return new ModelSettings(all, trustedProxies, times);
    }

    /** These settings with other proxies. */
    public ModelSettings withTrustedProxies(List<String> proxies) {
        return new ModelSettings(pins, proxies, times);
    }

    /** These settings with other bounds of event times. */
    public ModelSettings withTimes(EventTimes bounds) {
        return new ModelSettings(pins, trustedProxies, bounds);
    }
}
