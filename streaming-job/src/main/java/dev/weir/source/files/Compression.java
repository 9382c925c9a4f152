package dev.weir.source.files;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How a file is compressed, told from its first bytes: names lie after rotation. */
public enum Compression {
    NONE(),
    GZIP(0x1f, 0x8b),
    BZIP2('B', 'Z', 'h'),
    ZSTD(0x28, 0xb5, 0x2f, 0xfd);

    private static final int BUFFER = 1 << 16;

    private final byte[] magic;

    Compression(int... magic) {
        this.magic = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            this.magic[i] = (byte) magic[i];
        }
    }

    /** Looks at the next bytes of a stream that supports mark, and leaves it where it was. */
    public static Compression of(InputStream markSupported) throws IOException {
        markSupported.mark(4);
        byte[] start = markSupported.readNBytes(4);
        markSupported.reset();
        for (Compression compression : values()) {
            int length = compression.magic.length;
            if (length > 0 && start.length >= length && Arrays.equals(start, 0, length, compression.magic, 0, length)) {
                return compression;
            }
        }
        return NONE;
    }

    /** The decompressed content, all members of it; reading fails where the compressed stream ends too early. */
    public InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case ZSTD -> new ZstdInputStream(in);
        };
    }
}
