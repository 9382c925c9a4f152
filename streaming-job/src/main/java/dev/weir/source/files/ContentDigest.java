package dev.weir.source.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Identifies a content's bytes as they pass. The digest is chained: that of a block of {@link #BLOCK} bytes begins with
 * the identity of all before the block, so that it can be taken up again there without reading what lies before. Of no
 * more than a block it is the plain SHA-256. Not thread-safe.
 */
final class ContentDigest {
    static final int BLOCK = Contents.GUARD;

    private final MessageDigest sha = FileIdentity.newDigest();
    private FileIdentity earlier;
    private FileIdentity block;
    private long length;

    ContentDigest() {
        this(FileIdentity.of());
    }

    /** @param before identity of all before a block's beginning, as {@link Mark#block} has it */
    ContentDigest(FileIdentity before) {
        this.earlier = before;
        this.block = before;
        begin(before);
        this.earlier = before;
    }

    void update(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (length - block.length() == BLOCK) {
                begin(identity());
            }
            int taken = (int) Math.min(to - at, BLOCK - (length - block.length()));
            sha.update(bytes, at, taken);
            at += taken;
            length += taken;
        }
    }

    long length() {
        return length;
    }

    /** Of all bytes from the content's first on. */
    FileIdentity identity() {
        return length == block.length() ? block : FileIdentity.of(length, sha);
    }

    Mark mark() {
        return new Mark(earlier, identity());
    }

    private void begin(FileIdentity next) {
        earlier = block;
        block = next;
        length = next.length();
        sha.reset();
        if (length > 0) {
            sha.update(next.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }
}
