package dev.weir.format;

import java.nio.charset.StandardCharsets;

/** The one text of an address, so that equal addresses are equal texts. */
public final class AddressText {
    private static final int LONGEST = 39;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private AddressText() {}

    /**
     * IPv4 by four numbers, IPv6 by <a href="https://www.rfc-editor.org/rfc/rfc5952#section-4">RFC 5952</a>: lower case, no
     * leading zeros, {@code ::} for the longest run of two or more groups of zeros, the first one of several. An address at
     * {@code ::ffff:0:0/96} is IPv4.
     */
    public static String of(IpAddress address) {
        byte[] text = new byte[LONGEST];
        int length = address.isMapped() ? v4(text, (int) address.low()) : v6(text, address);
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static int v4(byte[] text, int address) {
        int length = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = address >>> shift & 0xff;
            if (octet >= 100) {
                text[length++] = (byte) ('0' + octet / 100);
            }
            if (octet >= 10) {
                text[length++] = (byte) ('0' + octet / 10 % 10);
            }
            text[length++] = (byte) ('0' + octet % 10);
            if (shift > 0) {
                text[length++] = '.';
            }
        }
        return length;
    }

    private static int v6(byte[] text, IpAddress address) {
        int gap = gap(address);
        int from = gap >>> 4;
        int to = from + (gap & 0xf);
        int length = 0;
        for (int i = 0; i < 8; i++) {
            if (i >= from && i < to) {
                // The group before has its own colon already.
                if (i == from) {
                    text[length++] = ':';
                    if (i == 0) {
                        text[length++] = ':';
                    }
                }
                continue;
            }
            length = group(text, length, at(address, i));
            if (i < 7) {
                text[length++] = ':';
            }
        }
        return length;
    }

    /** Where the longest run of zeros begins, times 16, and how long it is; 0 if none is longer than a group. */
    private static int gap(IpAddress address) {
        int best = 0;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && at(address, end) == 0) {
                end++;
            }
            if (end - i > length) {
                length = end - i;
                best = i << 4 | length;
            }
            i = Math.max(i, end);
        }
        return best;
    }

    private static int at(IpAddress address, int group) {
        long half = group < 4 ? address.high() : address.low();
        return (int) (half >>> 48 - 16 * (group & 3)) & 0xffff;
    }

    private static int group(byte[] text, int from, int value) {
        int length = from;
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (value >>> shift != 0 || shift == 0) {
                text[length++] = HEX[value >>> shift & 0xf];
            }
        }
        return length;
    }
}
