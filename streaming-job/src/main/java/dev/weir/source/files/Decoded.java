package dev.weir.source.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The text of a file, whatever is around it. Closing the text closes the file.
 *
 * @param text to be read to its end: only then is what is around it known to be whole
 * @param compression of the file
 * @param archive that the file is, or what it is when decompressed
 */
public record Decoded(InputStream text, Compression compression, ArchiveKind archive) {
    private static final int BUFFER = 1 << 16;

    /** Decodes a stream; an archive of one may hold as much as one that {@link Inflation#DEFAULT} allows. */
    public static Decoded of(InputStream in) throws IOException {
        AtomicLong stored = new AtomicLong();
        WatchedStream counted = new WatchedStream(in, (bytes, from, length) -> stored.addAndGet(length));
        return of(counted, new Allowance(() -> Inflation.DEFAULT.most(stored.get())));
    }

    static Decoded of(InputStream in, Allowance allowance) throws IOException {
        return of(in, allowance, 0);
    }

    private static Decoded of(InputStream in, Allowance allowance, int depth) throws IOException {
        InputStream file = peekable(in);
        Compression compression = Compression.of(file);
        try {
            InputStream content = peekable(compression.decompress(file));
            ArchiveKind archive = ArchiveKind.of(content);
            return new Decoded(text(archive, content, allowance, depth), compression, archive);
        } catch (IOException | RuntimeException e) {
            if (e instanceof IOException io) {
                Interruptions.rethrow(io);
            }
            if (compression == Compression.NONE || e instanceof EOFException) {
                throw e;
            }
            // What is damaged at its start is as good as cut there.
            EOFException damaged = new EOFException(e.getMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** Whether positions in the text are positions in the file. */
    boolean plain() {
        return compression == Compression.NONE && archive == ArchiveKind.NONE;
    }

    private static InputStream text(ArchiveKind archive, InputStream content, Allowance allowance, int depth)
            throws IOException {
        if (archive == ArchiveKind.NONE) {
            return content;
        }
        if (depth == Allowance.DEPTH) {
            throw new UnreadableArchiveException(
                    "archives lie in it more than " + Allowance.DEPTH + " deep; unpack it first");
        }
        InputStream packed = allowance.metered(content, 3 * depth);
        Members members = archive == ArchiveKind.TAR ? new TarMembers(packed) : new ZipMembers(packed);
        return new ArchiveText(members, member -> {
            InputStream inner = of(allowance.metered(member, 3 * depth + 1), allowance, depth + 1)
                    .text();
            return allowance.metered(inner, 3 * depth + 2);
        });
    }

    private static InputStream peekable(InputStream in) {
        return in.markSupported() ? in : new BufferedInputStream(in, BUFFER);
    }
}
