package dev.weir.source.files;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How a file is compressed, told by its first bytes: names lie, above all those of rotated and downloaded files. */
public enum Compression {
    /** Plain text. */
    NONE,
    /** <a href="https://www.rfc-editor.org/rfc/rfc1952">gzip</a>, of one or several members. */
    GZIP,
    /** <a href="https://sourceware.org/bzip2/">bzip2</a>, of one or several streams. */
    BZIP2,
    /** <a href="https://www.rfc-editor.org/rfc/rfc8878">Zstandard</a>, of one or several frames. */
    ZSTD;

    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 10;

    /**
     * Looks at the first bytes of a stream, which stays at its start.
     *
     * @param in a stream that supports {@link InputStream#mark}
     */
    public static Compression of(InputStream in) throws IOException {
        in.mark(MAGIC);
        byte[] b = in.readNBytes(MAGIC);
        in.reset();
        if (starts(b, 0x1f, 0x8b, 0x08)) {
            return GZIP;
        }
        boolean level = b.length == MAGIC && b[3] >= '1' && b[3] <= '9';
        // After the level comes pi, or for an empty file its square root; text that begins with BZh has neither.
        if (level && starts(b, 'B', 'Z', 'h') && ((b[4] & 0xff) == 0x31 || (b[4] & 0xff) == 0x17)) {
            return BZIP2;
        }
        boolean skippable = b.length >= 4 && (b[0] & 0xf0) == 0x50 && b[1] == 0x2a && b[2] == 0x4d && b[3] == 0x18;
        return skippable || starts(b, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
    }

    /**
     * The text of a stream that is compressed this way. Reading it throws an {@link IOException} where the data is
     * damaged or ends too early.
     */
    public InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(new Available(in), BUFFER);
            case BZIP2 -> new BufferedInputStream(new BZip2CompressorInputStream(in, true), BUFFER);
            case ZSTD -> new ZstdInputStream(in);
        };
    }

    private static boolean starts(byte[] b, int... magic) {
        boolean same = b.length >= magic.length;
        for (int i = 0; i < magic.length && same; i++) {
            same = (b[i] & 0xff) == magic[i];
        }
        return same;
    }

    /**
     * Tells the truth about whether more bytes follow: {@link GZIPInputStream} takes zero for the end and would silently
     * drop all members after the first where a network stream happens to have none at hand.
     */
    private static final class Available extends BufferedInputStream {
        Available(InputStream in) {
            super(in, BUFFER);
        }

        @Override
        public synchronized int available() throws IOException {
            int known = super.available();
            if (known > 0) {
                return known;
            }
            mark(1);
            int next = read();
            reset();
            return next < 0 ? 0 : 1;
        }
    }
}
