package dev.weir.place;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads a table of places: {@code data/places/README.md} has the format. */
final class PlacesFile {
    private static final byte[] MAGIC = "WEIRIPPL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER_AT = MAGIC.length + 2 * Integer.BYTES;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_INFLATED = 256 << 20;
    private static final String DAMAGED = "it is damaged; copy it anew, or make it anew with data/places/make";

    private final ColumnReader columns;

    private PlacesFile(ColumnReader columns) {
        this.columns = columns;
    }

    static Places read(InputStream in) throws IOException {
        byte[] beginning = in.readNBytes(HEADER_AT);
        requireTable(beginning);
        byte[] rest = in.readNBytes(MOST_BYTES);
        if (beginning.length < HEADER_AT
                || crc32(rest) != ByteBuffer.wrap(beginning).getInt(HEADER_AT - Integer.BYTES)) {
            throw unreadable(DAMAGED);
        }
        try {
            return decode(rest, HexFormat.of().formatHex(sha256(beginning, rest)));
        } catch (DataFormatException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            // Its checksum is right: whoever wrote it wrote something else than the format says.
            throw unreadable("it is not as the format says (" + e.getMessage()
                    + "); make it anew with data/places/make, and compare data/places/README.md");
        }
    }

    private static void requireTable(byte[] beginning) {
        int compared = Math.min(beginning.length, MAGIC.length);
        if (compared == 0) {
            throw unreadable("it is empty; give a table that data/places/make wrote");
        }
        if (!Arrays.equals(beginning, 0, compared, MAGIC, 0, compared)) {
            throw unreadable("it is no such table; give one that data/places/make wrote");
        }
        if (beginning.length < MAGIC.length + Integer.BYTES) {
            throw unreadable(DAMAGED);
        }
        int version = ByteBuffer.wrap(beginning).getInt(MAGIC.length);
        if (version != VERSION) {
            throw unreadable("its format is version " + Integer.toUnsignedString(version) + ", this Weir reads version "
                    + VERSION + "; update Weir, or make the table with this Weir's data/places/make");
        }
    }

    private static Places decode(byte[] rest, String digest) throws DataFormatException {
        int headerBytes = ByteBuffer.wrap(rest).getInt();
        String header = new String(rest, Integer.BYTES, headerBytes, StandardCharsets.UTF_8);
        List<String> sources = header.lines()
                .filter(line -> line.startsWith("source\t"))
                .map(line -> line.substring("source\t".length()))
                .toList();
        return new PlacesFile(new ColumnReader(inflate(rest, Integer.BYTES + headerBytes))).places(sources, digest);
    }

    private Places places(List<String> sources, String digest) {
        IpPlace[] places = new PlaceColumns(columns).read();
        PlaceSequence sequence = new PlaceSequence(places);
        int count4 = columns.section().count();
        Ipv4Ranges v4 = new Ipv4Ranges(starts4(count4));
        IpPlace[] placesOfV4 = sequence.read(columns, count4);
        int count6 = columns.section().count();
        Ipv6Ranges v6 = starts6(count6);
        IpPlace[] placesOfV6 = sequence.read(columns, count6);
        columns.requireEnd();
        return new Places(v4, placesOfV4, v6, placesOfV6, sources, digest);
    }

    private int[] starts4(int count) {
        int[] starts = new int[count];
        ColumnReader zeros = columns.section();
        ColumnReader factors = columns.section();
        long start = 0;
        for (int i = 1; i < count; i++) {
            long difference = difference(zeros, factors);
            start += difference;
            if (difference <= 0 || start > 0xffff_ffffL) {
                throw new IllegalArgumentException("IPv4 ranges are out of order");
            }
            starts[i] = (int) start;
        }
        zeros.requireEnd();
        factors.requireEnd();
        return starts;
    }

    private Ipv6Ranges starts6(int count) {
        long[] highs = new long[count];
        long[] lows = new long[count];
        ColumnReader zeros = columns.section();
        ColumnReader factors = columns.section();
        ColumnReader lower = columns.section();
        for (int i = 1; i < count; i++) {
            highs[i] = highs[i - 1] + difference(zeros, factors);
            lows[i] = lower.varint();
            int compared = Long.compareUnsigned(highs[i - 1], highs[i]);
            if (compared > 0 || compared == 0 && Long.compareUnsigned(lows[i - 1], lows[i]) >= 0) {
                throw new IllegalArgumentException("IPv6 ranges are out of order");
            }
        }
        zeros.requireEnd();
        factors.requireEnd();
        lower.requireEnd();
        return new Ipv6Ranges(highs, lows);
    }

    private static long difference(ColumnReader zeros, ColumnReader factors) {
        int power = zeros.unsignedByte();
        return power >= Long.SIZE ? 0 : (factors.varint() << 1 | 1) << power;
    }

    private static byte[] inflate(byte[] bytes, int from) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            ByteArrayOutputStream inflated = new ByteArrayOutputStream(4 * bytes.length);
            byte[] buffer = new byte[1 << 16];
            while (!inflater.finished() && inflated.size() <= MOST_INFLATED) {
                int read = inflater.inflate(buffer);
                if (read == 0 && !inflater.finished()) {
                    throw new DataFormatException("it ends too early");
                }
                inflated.write(buffer, 0, read);
            }
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new DataFormatException("it is too long");
            }
            return inflated.toByteArray();
        } finally {
            inflater.end();
        }
    }

    private static int crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest: every Java has SHA-256", e);
        }
    }

    private static IllegalArgumentException unreadable(String why) {
        return new IllegalArgumentException("Cannot read the table of places: " + why);
    }
}
