package dev.weir.place;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Metadata;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Reads a database of cities and looks whether it is one, and whole. */
final class CitiesFile {
    /** The zeros between the search tree and the data. */
    private static final int SEPARATOR = 16;

    private static final int RECORDS_LOOKED_AT = 1_000;

    private final String name;

    CitiesFile(String name) {
        this.name = name;
    }

    Cities read(InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        Reader reader = open(bytes);
        requireWhole(bytes, reader.getMetadata());
        if (!hasCities(reader)) {
            throw unreadable("it has no cities, for it is of type "
                    + reader.getMetadata().databaseType()
                    + "; give a database of cities such as GeoLite2-City or DB-IP's City Lite");
        }
        return new Cities(reader, digest(bytes));
    }

    private Reader open(byte[] bytes) {
        try {
            // It holds bytes only: there is nothing to close, and nothing but these bytes that it could fail of.
            return new Reader(new ByteArrayInputStream(bytes));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw unreadable("it is no MaxMind DB, or its end is missing; fetch it anew, uncompressed", e);
        }
    }

    /** Each of the tree's records must be a node or lie in the data. */
    private void requireWhole(byte[] bytes, Metadata metadata) {
        int bits = metadata.recordSize();
        long nodes = metadata.nodeCount();
        if (bits != 24 && bits != 28 && bits != 32 || nodes < 1) {
            throw unreadable("it is damaged: it has " + nodes + " nodes of two times " + bits + " bits; fetch it anew");
        }
        long tree = nodes > bytes.length ? bytes.length : nodes * bits / 4;
        long data = bytes.length - tree - SEPARATOR;
        if (data < 1) {
            throw unreadable("it is cut off: its " + nodes + " nodes are more than its " + bytes.length
                    + " bytes; fetch it anew");
        }
        long end = nodes + SEPARATOR + data;
        for (int at = 0; at < tree; at += bits / 4) {
            long left = left(bytes, at, bits);
            long right = right(bytes, at, bits);
            if (!isIn(left, nodes, end) || !isIn(right, nodes, end)) {
                throw unreadable("it is cut off or damaged: its index points out of it; fetch it anew");
            }
        }
    }

    private static boolean isIn(long record, long nodes, long end) {
        return record <= nodes || record >= nodes + SEPARATOR && record < end;
    }

    private static long left(byte[] bytes, int at, int bits) {
        long first = number(bytes, at, 3);
        return switch (bits) {
            case 24 -> first;
            case 28 -> (bytes[at + 3] & 0xf0L) << 20 | first;
            default -> number(bytes, at, 4);
        };
    }

    private static long right(byte[] bytes, int at, int bits) {
        return switch (bits) {
            case 24 -> number(bytes, at + 3, 3);
            case 28 -> (bytes[at + 3] & 0x0fL) << 24 | number(bytes, at + 4, 3);
            default -> number(bytes, at + 4, 4);
        };
    }

    private static long number(byte[] bytes, int at, int length) {
        long number = 0;
        for (int i = at; i < at + length; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }

    private boolean hasCities(Reader reader) {
        try {
            Networks<?> networks = reader.networks(Map.class);
            int looked = 0;
            while (networks.hasNext() && looked++ < RECORDS_LOOKED_AT) {
                if (CityFields.isCity(networks.next().data())) {
                    return true;
                }
            }
            return false;
        } catch (IOException | InvalidNetworkException | RuntimeException | StackOverflowError e) {
            throw unreadable("it is damaged: its first records cannot be read; fetch it anew", e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest: every Java has SHA-256", e);
        }
    }

    private IllegalArgumentException unreadable(String why) {
        return unreadable(why, null);
    }

    private IllegalArgumentException unreadable(String why, Throwable cause) {
        return new IllegalArgumentException("Cannot read the database of cities " + name + ": " + why, cause);
    }
}
