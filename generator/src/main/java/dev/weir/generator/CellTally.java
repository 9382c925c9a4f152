package dev.weir.generator;

/** Requests, bytes and status classes of one cell. */
final class CellTally {
    /** 1xx to 5xx, then other. */
    static final int STATUS_COLUMNS = 6;

    private static final int OTHER = STATUS_COLUMNS - 1;

    private long requests;
    private long bytes;
    private final long[] statuses = new long[STATUS_COLUMNS];

    void count(Request request) {
        requests++;
        bytes += request.bytes();
        int hundreds = request.status() / 100;
        statuses[hundreds >= 1 && hundreds <= 5 ? hundreds - 1 : OTHER]++;
    }

    long requests() {
        return requests;
    }

    long bytes() {
        return bytes;
    }

    long status(int column) {
        return statuses[column];
    }
}
