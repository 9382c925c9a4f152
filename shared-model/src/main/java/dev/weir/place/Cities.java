package dev.weir.place;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import dev.weir.format.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * A user's database of cities in the <a href="https://maxmind.github.io/MaxMind-DB/">MaxMind DB format</a>, such as
 * GeoLite2-City, GeoIP2-City and DB-IP's, held in memory as it was read, so that its answers stay the same whatever becomes of
 * the file. Thread-safe.
 */
public final class Cities {
    private static final int SLOTS = 1 << 13;

    private final Reader reader;
    private final String digest;
    private final AtomicReferenceArray<Known> known = new AtomicReferenceArray<>(SLOTS);
    private final LongAdder damaged = new LongAdder();

    Cities(Reader reader, String digest) {
        this.reader = reader;
        this.digest = digest;
    }

    /**
     * Reads a database; the stream stays open. It takes twice the memory of the file for a moment.
     *
     * @param name what the file is called in an error
     * @throws IllegalArgumentException if it is no database of cities, cut off or damaged: with what to do. All of its index
     *     is looked at; of its records, which are many, only some
     * @throws IOException if the stream cannot be read
     */
    public static Cities read(InputStream in, String name) throws IOException {
        return new CitiesFile(name).read(in);
    }

    /**
     * What the database says of the address; never null. A damaged record is {@link City#UNKNOWN}, and counted: it says the
     * same in both layers, for they have the same bytes, and one address must not stop all logs.
     */
    public City of(IpAddress address) {
        int slot = address.hashCode() * 0x9e37_79b9 >>> 19;
        Known last = known.get(slot);
        if (last != null && last.address.equals(address)) {
            return last.city;
        }
        City city = look(address);
        known.set(slot, new Known(address, city));
        return city;
    }

    /** How many look-ups met a damaged record; those of the same address in a row may count once. */
    public long damaged() {
        return damaged.sum();
    }

    /** For people: the database's type and the day that it was built. */
    public String description() {
        Metadata metadata = reader.getMetadata();
        return metadata.databaseType() + ", "
                + metadata.buildTime().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The SHA-256 of the file's bytes, in hexadecimal digits: the database's name. */
    public String digest() {
        return digest;
    }

    private City look(IpAddress address) {
        if (!address.isMapped() && reader.getMetadata().ipVersion() == 4) {
            return City.UNKNOWN;
        }
        try {
            return CityFields.of(reader.get(inet(address), Map.class));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // The reader throws what comes of indexes that it does not check, and follows pointers in a circle.
            damaged.increment();
            return City.UNKNOWN;
        }
    }

    private static InetAddress inet(IpAddress address) throws IOException {
        byte[] bytes = address.isMapped()
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
        return InetAddress.getByAddress(bytes);
    }

    private record Known(IpAddress address, City city) {}
}
