package dev.weir.source.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One pass over a file's content that tells which known content it begins with, and names it if it is new.
 *
 * @param compression of the file
 * @param directives whether the content begins with {@code #}, as W3C files do
 * @param head the first bytes, at most {@link Contents#GUARD}, for the identity's own head to be cut from
 * @param total the content's length
 * @param whole of which in whole lines
 * @param totalIdentity of all bytes
 * @param wholeIdentity of the whole lines
 * @param prefixes identities of the content's beginnings at the lengths that were asked for, longest first
 */
record Survey(
        Compression compression,
        boolean directives,
        ByteBuffer head,
        long total,
        long whole,
        FileIdentity totalIdentity,
        FileIdentity wholeIdentity,
        Deque<FileIdentity> prefixes) {
    private static final int CHUNK = 1 << 20;

    /**
     * Reads the content through.
     *
     * @param limit of a plain file, where to stop: it may be growing
     * @param lengths at which to look for known content that begins with these bytes
     * @throws HalfWrittenException where compressed content does not reach its end
     */
    static Survey of(Contents contents, ListedFile file, long limit, Function<ByteBuffer, SortedSet<Long>> lengths)
            throws IOException {
        Contents.Content content = openStart(contents, file);
        try (InputStream in = content.in()) {
            return new Pass(content.compressed() ? Long.MAX_VALUE : limit, lengths).over(in, content.compression());
        } catch (IOException | RuntimeException e) {
            if (e instanceof IOException io) {
                Interruptions.rethrow(io);
            }
            // Decompressors throw all sorts of exceptions at damaged content.
            if (content.compressed()) {
                throw new HalfWrittenException(file.path(), e);
            }
            throw e;
        }
    }

    boolean compressed() {
        return compression != Compression.NONE;
    }

    /** The first bytes of the content's first {@code length} bytes. */
    FileIdentity headOf(long length) {
        return FileIdentity.of(head.slice(0, (int) Math.min(head.limit(), length)));
    }

    private static Contents.Content openStart(Contents contents, ListedFile file) throws IOException {
        try {
            return contents.open(file.path(), 0);
        } catch (EOFException e) {
            // A compressed file of which not even the header is there.
            throw new HalfWrittenException(file.path(), e);
        }
    }

    /** The running state of one pass. */
    private static final class Pass {
        private final MessageDigest digest = FileIdentity.newDigest();
        private final Deque<FileIdentity> prefixes = new ArrayDeque<>();
        private final long limit;
        private final Function<ByteBuffer, SortedSet<Long>> lengthsFor;
        private SortedSet<Long> lengths = new TreeSet<>();
        private FileIdentity whole = FileIdentity.of(0, digest);
        private byte[] head = new byte[0];
        private long total;

        Pass(long limit, Function<ByteBuffer, SortedSet<Long>> lengthsFor) {
            this.limit = limit;
            this.lengthsFor = lengthsFor;
        }

        Survey over(InputStream in, Compression compression) throws IOException {
            byte[] chunk = new byte[CHUNK];
            int read;
            while ((read = in.readNBytes(chunk, 0, (int) Math.min(CHUNK, limit - total))) > 0) {
                if (total == 0) {
                    head = Arrays.copyOf(chunk, Math.min(read, Contents.GUARD));
                    lengths = lengthsFor.apply(ByteBuffer.wrap(head));
                }
                take(chunk, read);
            }
            boolean directives = head.length > 0 && head[0] == '#';
            FileIdentity all = FileIdentity.of(total, digest);
            return new Survey(
                    compression, directives, ByteBuffer.wrap(head), total, whole.length(), all, whole, prefixes);
        }

        private void take(byte[] chunk, int read) {
            long start = total;
            long lineEnd = start + lastNewline(chunk, read) + 1;
            for (long length : lengths.subSet(start + 1, start + read + 1)) {
                if (lineEnd > total && lineEnd < length) {
                    advance(chunk, start, lineEnd);
                    whole = FileIdentity.of(total, digest);
                }
                advance(chunk, start, length);
                prefixes.addFirst(FileIdentity.of(total, digest));
                if (total == lineEnd) {
                    whole = prefixes.getFirst();
                }
            }
            if (lineEnd > total) {
                advance(chunk, start, lineEnd);
                whole = FileIdentity.of(total, digest);
            }
            advance(chunk, start, start + read);
        }

        private void advance(byte[] chunk, long start, long to) {
            digest.update(chunk, (int) (total - start), (int) (to - total));
            total = to;
        }

        /** -1 where there is none. */
        private static int lastNewline(byte[] chunk, int length) {
            int at = length - 1;
            while (at >= 0 && chunk[at] != '\n') {
                at--;
            }
            return at;
        }
    }
}
