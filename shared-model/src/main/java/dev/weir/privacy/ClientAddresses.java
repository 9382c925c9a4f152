package dev.weir.privacy;

import dev.weir.format.IpAddress;
import dev.weir.text.Ascii;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/**
 * What an event keeps of its client's address. A function of address, event day, settings and salt alone, so both layers
 * agree. For one thread: it keeps the keyed hashes of some periods.
 *
 * <p>A pseudonym is {@code p-} and 26 characters of base32 (<a href="https://www.rfc-editor.org/rfc/rfc4648#section-6">RFC
 * 4648</a>, lower case), the first 128 bits of HMAC-SHA-256 by the period's key; that key is the HMAC of the period by the
 * salt. So it is neither an address nor comparable between periods, and whoever learns one period's key learns no other.
 * An IPv4 address and the IPv6 address that it is mapped to are one.
 */
public final class ClientAddresses {
    private static final byte[] NONE = {'-'};
    private static final byte[] UNIX = {'u', 'n', 'i', 'x', ':'};
    private static final byte[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PERIOD = "weir period".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 16;
    private static final int LONGEST_NAME = 253;
    private static final int PERIODS = 16;
    private static final int LABELS = 2;

    private final AddressPrivacy privacy;
    private final int rotationDays;
    private final Salt salt;
    private final long[] periods = new long[PERIODS];
    private final Mac[] macs = new Mac[PERIODS];
    private final byte[] input = new byte[1 + 2 * Long.BYTES];
    private final byte[] hash = new byte[32];

    private ClientAddresses(AddressPrivacy privacy, int rotationDays, Salt salt) {
        this.privacy = privacy;
        this.rotationDays = rotationDays;
        this.salt = salt;
    }

    /**
     * By settings.
     *
     * @param salt may be null unless they ask for pseudonyms
     * @throws IllegalArgumentException if they ask for pseudonyms and there is no salt
     */
    public static ClientAddresses of(PrivacySettings settings, Salt salt) {
        if (settings.addresses() == AddressPrivacy.PSEUDONYM && salt == null) {
            throw new IllegalArgumentException(
                    "Cannot make pseudonyms of addresses: there is no salt; give the one of this"
                            + " warehouse, or set addresses to truncated");
        }
        return new ClientAddresses(settings.addresses(), settings.rotationDays(), salt);
    }

    /**
     * What stands in the event for its client.
     *
     * @param client an address, a host's name, or what else the line has, such as {@code -} or {@code unix:}
     * @param epochDay the event's day in UTC, counted from 1970-01-01
     * @return the same array if it is kept whole
     */
    public byte[] shown(byte[] client, long epochDay) {
        if (privacy == AddressPrivacy.WHOLE || isNobody(client)) {
            return client;
        }
        IpAddress address = IpAddress.parse(client, 0, client.length);
        if (privacy == AddressPrivacy.TRUNCATED) {
            return address == null ? domain(client) : network(address);
        }
        return address == null ? pseudonym(lower(client), epochDay) : pseudonym(address, epochDay);
    }

    private static boolean isNobody(byte[] client) {
        return client.length == 0
                || Arrays.equals(client, NONE)
                || client.length >= UNIX.length && Arrays.equals(client, 0, UNIX.length, UNIX, 0, UNIX.length);
    }

    /** The network's address, as <a href="https://www.rfc-editor.org/rfc/rfc5952">RFC 5952</a> writes it. */
    private static byte[] network(IpAddress address) {
        StringBuilder text = new StringBuilder(20);
        if (address.isMapped()) {
            for (int shift = 24; shift > 0; shift -= 8) {
                text.append(address.low() >>> shift & 0xff).append('.');
            }
            return ascii(text.append('0'));
        }
        long groups = address.high() >>> 16;
        // The groups that are cut off are the longest run of zeros, so it is always the end that is shortened.
        boolean first = true;
        for (int shift = 32; shift >= 0; shift -= 16) {
            if ((groups & ((1L << shift + 16) - 1)) != 0) {
                text.append(first ? "" : ":").append(Long.toHexString(groups >>> shift & 0xffff));
                first = false;
            }
        }
        return ascii(text.append("::"));
    }

    private static byte[] ascii(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * At most the last two labels, since what stands left of them often names one line or one person
     * ({@code p5b0c1d2e.dip0.t-ipconnect.de}); {@code -} for a name of one label, and for what is no name.
     */
    private static byte[] domain(byte[] host) {
        int to = host[host.length - 1] == '.' ? host.length - 1 : host.length;
        if (to > LONGEST_NAME) {
            return NONE.clone();
        }
        int from = to;
        int labels = 0;
        int end = to;
        for (int i = to - 1; i >= -1; i--) {
            if (i >= 0 && host[i] != '.') {
                if (!isNameByte(host[i])) {
                    return NONE.clone();
                }
                continue;
            }
            if (end - i < 2) {
                return NONE.clone();
            }
            if (++labels <= LABELS) {
                from = i + 1;
            }
            end = i;
        }
        return labels < LABELS ? NONE.clone() : lower(Arrays.copyOfRange(host, from, to));
    }

    private static boolean isNameByte(byte b) {
        return Ascii.isAlphanumeric(b) || b == '-' || b == '_';
    }

    private static byte[] lower(byte[] text) {
        byte[] lower = text.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Ascii.lower(lower[i]);
        }
        return lower;
    }

    private byte[] pseudonym(IpAddress address, long epochDay) {
        ByteBuffer.wrap(input).put((byte) 1).putLong(address.high()).putLong(address.low());
        Mac mac = keyed(epochDay);
        mac.update(input);
        return text(mac);
    }

    private byte[] pseudonym(byte[] name, long epochDay) {
        Mac mac = keyed(epochDay);
        mac.update((byte) 2);
        mac.update(name);
        return text(mac);
    }

    private Mac keyed(long epochDay) {
        long period = Math.floorDiv(epochDay, (long) rotationDays);
        int slot = (int) Math.floorMod(period, (long) PERIODS);
        if (macs[slot] == null || periods[slot] != period) {
            Mac master = salt.mac();
            master.update(PERIOD);
            // Periods of other lengths have other keys, though their numbers may be the same.
            macs[slot] = Salt.mac(master.doFinal(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                    .putInt(rotationDays)
                    .putLong(period)
                    .array()));
            periods[slot] = period;
        }
        return macs[slot];
    }

    private byte[] text(Mac mac) {
        try {
            mac.doFinal(hash, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("Cannot hash an address: the hash is longer than SHA-256's", e);
        }
        byte[] text = new byte[2 + (HASH_BYTES * 8 + 4) / 5];
        text[0] = 'p';
        text[1] = '-';
        int at = 2;
        int bits = 0;
        int kept = 0;
        for (int i = 0; i < HASH_BYTES; i++) {
            kept = kept << 8 | hash[i] & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text[at++] = BASE32[kept >>> bits & 31];
            }
        }
        text[at] = BASE32[kept << 5 - bits & 31];
        return text;
    }
}
