package dev.weir.source.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which somebody sees all bytes that are read: none are skipped unseen, and none are read again. */
final class WatchedStream extends FilterInputStream {
    private static final int SKIPPED_AT_ONCE = 1 << 13;

    private final Watcher watcher;

    /** Who sees the bytes, and may refuse to go on. */
    interface Watcher {
        /** @param length more than zero */
        void read(byte[] bytes, int from, int length) throws IOException;
    }

    WatchedStream(InputStream in, Watcher watcher) {
        super(in);
        this.watcher = watcher;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read > 0) {
            watcher.read(bytes, from, read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, SKIPPED_AT_ONCE)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
