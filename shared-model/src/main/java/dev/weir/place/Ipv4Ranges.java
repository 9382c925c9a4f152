package dev.weir.place;

/** Ranges that follow on one another over all IPv4 addresses; tells the number of an address's. */
final class Ipv4Ranges {
    private static final int BLOCKS = 1 << 16;

    private final int[] starts;
    private final int[] firstOfBlock = new int[BLOCKS + 1];

    /** @param starts the first addresses in unsigned order, beginning at 0, each once; not copied */
    Ipv4Ranges(int[] starts) {
        this.starts = starts;
        int at = 0;
        for (int block = 0; block < BLOCKS; block++) {
            while (at + 1 < starts.length && Integer.compareUnsigned(starts[at + 1], block << 16) <= 0) {
                at++;
            }
            firstOfBlock[block] = at;
        }
        firstOfBlock[BLOCKS] = starts.length - 1;
    }

    int find(int address) {
        int block = address >>> 16;
        int low = firstOfBlock[block];
        int high = firstOfBlock[block + 1];
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (Integer.compareUnsigned(starts[middle], address) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    int count() {
        return starts.length;
    }

    int start(int range) {
        return starts[range];
    }
}
