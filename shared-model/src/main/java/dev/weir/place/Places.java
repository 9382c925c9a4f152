package dev.weir.place;

import dev.weir.format.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A table of countries, autonomous systems and kinds of networks over all addresses: {@code data/places} has its format and
 * makes the one that is shipped. Immutable; looking up allocates nothing.
 */
public final class Places {
    private static final String RESOURCE = "places.bin";

    private final Ipv4Ranges v4;
    private final IpPlace[] placesOfV4;
    private final Ipv6Ranges v6;
    private final IpPlace[] placesOfV6;
    private final List<String> sources;
    private final String digest;

    /** @param placesOfV4 of each range of IPv4 its place; not copied, as those of IPv6 */
    Places(
            Ipv4Ranges v4,
            IpPlace[] placesOfV4,
            Ipv6Ranges v6,
            IpPlace[] placesOfV6,
            List<String> sources,
            String digest) {
        this.v4 = v4;
        this.placesOfV4 = placesOfV4;
        this.v6 = v6;
        this.placesOfV6 = placesOfV6;
        this.sources = List.copyOf(sources);
        this.digest = digest;
    }

    /** The table in Weir's jar, read when it is first asked for. */
    public static Places shipped() {
        return Shipped.PLACES;
    }

    /**
     * Reads a table; the stream stays open.
     *
     * @throws IllegalArgumentException if it is no table of places, a newer one, or damaged: with what to do
     * @throws IOException if the stream cannot be read
     */
    public static Places read(InputStream in) throws IOException {
        return PlacesFile.read(in);
    }

    /** What is known of the address; never null. */
    public IpPlace of(IpAddress address) {
        return address.isMapped()
                ? placesOfV4[v4.find((int) address.low())]
                : placesOfV6[v6.find(address.high(), address.low())];
    }

    /**
     * For people: of what the table is made, by its sources' versions, dates, licences and authors, a line each, and how many
     * ranges it has. DB-IP asks pages that show its data for <a href="https://db-ip.com">a link</a>.
     */
    public String description() {
        return String.join("\n", sources) + "\n" + v4.count() + " ranges of IPv4, " + v6.count() + " of IPv6";
    }

    /** The SHA-256 of the table's bytes, in hexadecimal digits: its name. */
    public String digest() {
        return digest;
    }

    Ipv4Ranges v4() {
        return v4;
    }

    Ipv6Ranges v6() {
        return v6;
    }

    private static final class Shipped {
        static final Places PLACES = load();

        private static Places load() {
            try (InputStream in = Objects.requireNonNull(Places.class.getResourceAsStream(RESOURCE), RESOURCE)) {
                return read(in);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the table of places in Weir's jar; install Weir anew", e);
            }
        }
    }
}
