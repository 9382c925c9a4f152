package dev.weir.place;

/** Ranges that follow on one another over all IPv6 addresses; tells the number of an address's. */
final class Ipv6Ranges {
    private static final int BLOCKS = 1 << 16;

    private final long[] highs;
    private final long[] lows;
    private final int[] firstOfBlock = new int[BLOCKS + 1];

    /** @param highs the upper halves of the first addresses in unsigned order, beginning at 0; not copied, as the lower halves */
    Ipv6Ranges(long[] highs, long[] lows) {
        this.highs = highs;
        this.lows = lows;
        int at = 0;
        for (int block = 0; block < BLOCKS; block++) {
            while (at + 1 < highs.length && isAtMost(at + 1, (long) block << 48, 0)) {
                at++;
            }
            firstOfBlock[block] = at;
        }
        firstOfBlock[BLOCKS] = highs.length - 1;
    }

    int find(long high, long low) {
        int block = (int) (high >>> 48);
        int from = firstOfBlock[block];
        int to = firstOfBlock[block + 1];
        while (from < to) {
            int middle = from + to + 1 >>> 1;
            if (isAtMost(middle, high, low)) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }

    int count() {
        return highs.length;
    }

    long high(int range) {
        return highs[range];
    }

    long low(int range) {
        return lows[range];
    }

    private boolean isAtMost(int range, long high, long low) {
        int compared = Long.compareUnsigned(highs[range], high);
        return compared < 0 || compared == 0 && Long.compareUnsigned(lows[range], low) <= 0;
    }
}
