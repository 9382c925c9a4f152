package dev.weir.format;

/**
 * An IP address as 128 bits; IPv4 stands at {@code ::ffff:0:0/96}, so both spellings of a mapped address are equal. An
 * IPv6 zone ({@code %eth0}) is ignored.
 */
public record IpAddress(long high, long low) {
    private static final long MAPPED = 0xffffL << 32;

    /** Reads the address that fills the range exactly; null if it is none. Never looks anything up. */
    public static IpAddress parse(byte[] bytes, int from, int to) {
        int end = to;
        for (int i = from; i < to && end == to; i++) {
            if (bytes[i] == '%') {
                end = i;
            }
        }
        if (end - from < 2 || end - from > 45) {
            return null;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] == ':') {
                return v6(bytes, from, end);
            }
        }
        long v4 = v4(bytes, from, end);
        return v4 < 0 || end != to ? null : new IpAddress(0, MAPPED | v4);
    }

    /** Whether an IPv6 address fills the range exactly; what {@link #parse} makes of it is not wanted. */
    static boolean isV6(byte[] b, int from, int to) {
        int groups = 0;
        int digits = 0;
        boolean gap = false;
        int i = from;
        for (; i < to && b[i] != '%'; i++) {
            if (b[i] == '.') {
                groups += 2;
                boolean tail = digits > 0 && v4(b, i - digits, to) >= 0;
                return tail && (gap ? groups < 8 : groups == 8);
            }
            if (b[i] != ':') {
                if (++digits > 4 || Digits.hex(b[i]) < 0) {
                    return false;
                }
                continue;
            }
            boolean two = i + 1 < to && b[i + 1] == ':';
            if (two ? gap : digits == 0 || i + 1 == to) {
                return false;
            }
            groups += digits > 0 ? 1 : 0;
            digits = 0;
            gap |= two;
            i += two ? 1 : 0;
        }
        groups += digits > 0 ? 1 : 0;
        return i - from >= 2 && (gap ? groups < 8 : groups == 8 && digits > 0);
    }

    /** Whether it is an IPv4 address. */
    public boolean isMapped() {
        return high == 0 && low >>> 32 == 0xffffL;
    }

    private static long v4(byte[] bytes, int from, int to) {
        long value = 0;
        int parts = 0;
        int i = from;
        while (parts < 4) {
            int octet = 0;
            int start = i;
            while (i < to && i - start < 3 && Digits.is(bytes[i])) {
                octet = octet * 10 + bytes[i++] - '0';
            }
            if (i == start || octet > 255) {
                return -1;
            }
            value = value << 8 | octet;
            parts++;
            if (parts < 4 && (i >= to || bytes[i++] != '.')) {
                return -1;
            }
        }
        return i == to ? value : -1;
    }

    private static IpAddress v6(byte[] bytes, int from, int to) {
        int[] groups = new int[8];
        int count = 0;
        int gap = -1;
        int i = from;
        if (bytes[i] == ':') {
            if (bytes[i + 1] != ':') {
                return null;
            }
            gap = 0;
            i += 2;
        }
        while (i < to) {
            int start = i;
            int group = 0;
            while (i < to && i - start < 4 && Digits.hex(bytes[i]) >= 0) {
                group = group << 4 | Digits.hex(bytes[i++]);
            }
            if (i < to && bytes[i] == '.' && count <= 6) {
                long v4 = v4(bytes, start, to);
                if (v4 < 0) {
                    return null;
                }
                groups[count++] = (int) (v4 >>> 16);
                groups[count++] = (int) (v4 & 0xffff);
                i = to;
                break;
            }
            if (i == start || count == 8) {
                return null;
            }
            groups[count++] = group;
            if (i == to) {
                break;
            }
            if (bytes[i++] != ':' || i == to) {
                return null;
            }
            if (bytes[i] == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                i++;
            }
        }
        boolean full = count == 8;
        return full == (gap < 0) ? join(groups, count, gap) : null;
    }

    private static IpAddress join(int[] groups, int count, int gap) {
        int[] full = new int[8];
        int tail = gap < 0 ? 0 : count - gap;
        System.arraycopy(groups, 0, full, 0, count - tail);
        System.arraycopy(groups, count - tail, full, 8 - tail, tail);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | full[i];
            low = low << 16 | full[i + 4];
        }
        return new IpAddress(high, low);
    }
}
