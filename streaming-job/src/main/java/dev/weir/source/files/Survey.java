package dev.weir.source.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * What one pass over a file's content tells: which known content it begins with, and what it is called if it is new.
 *
 * @param compressed whether the file is a whole that is decompressed or unpacked
 * @param archive whether it is or holds an archive, whose members may begin as they like
 * @param head the first bytes, at most {@link Contents#GUARD}, for a content's own head to be cut from
 * @param total the content's end
 * @param whole the end of its last whole line
 * @param splits where it may be split
 * @param prefixes marks at the lengths that were asked for, by the identity of what lies before them
 * @param byLength the same by length, with some in between
 */
record Survey(
        boolean compressed,
        boolean archive,
        ByteBuffer head,
        Mark total,
        Mark whole,
        List<Mark> splits,
        Map<FileIdentity, Mark> prefixes,
        NavigableMap<Long, Mark> byLength) {

    /**
     * Reads the content through.
     *
     * @param limit of a plain file, where to stop: it may be growing
     * @param stride about how many bytes lie between two places to split at
     * @param inflation how much compressed content may be
     * @param lengths at which to look for known content that begins with these bytes
     * @throws BombException where it is more
     * @throws HalfWrittenException where compressed content does not reach its end
     */
    static Survey of(
            Contents contents,
            ListedFile file,
            long limit,
            long stride,
            Inflation inflation,
            Function<ByteBuffer, SortedSet<Long>> lengths)
            throws IOException {
        long most = inflation.most(file.length());
        Contents.Content content = openStart(contents, file, new Allowance(() -> most));
        try (InputStream in = content.in()) {
            long end = content.compressed() ? most : limit;
            ContentPass pass = new ContentPass(FileIdentity.of(), end, stride, lengths).over(in);
            if (content.compressed() && pass.total().position() == end && in.read() >= 0) {
                throw new BombException(file.path(), file.length(), end, inflation.ratio());
            }
            return new Survey(
                    content.compressed(),
                    content.archive() != ArchiveKind.NONE,
                    pass.head(),
                    pass.total(),
                    pass.whole(),
                    pass.splits(),
                    pass.prefixes(),
                    pass.byLength());
        } catch (Allowance.ExceededException e) {
            throw new BombException(file.path(), file.length(), most, inflation.ratio());
        } catch (BombException | UnreadableArchiveException e) {
            throw e;
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

    /** Whether the content begins with {@code #}, as W3C files do, or a member of an archive may. */
    boolean directives() {
        return archive || head.limit() > 0 && head.get(0) == '#';
    }

    long length() {
        return total.position();
    }

    /** The first bytes of the content's first {@code length} bytes. */
    FileIdentity headOf(long length) {
        return FileIdentity.of(head.slice(0, (int) Math.min(head.limit(), length)));
    }

    /** The mark at a place, where the pass had cause to make one. */
    Optional<Mark> at(long position) {
        if (position == 0) {
            return Optional.of(Mark.BEGINNING);
        }
        if (position == total.position()) {
            return Optional.of(total);
        }
        return Optional.ofNullable(position == whole.position() ? whole : byLength.get(position));
    }

    /** The first mark at a place or after it, which a later look at the same content must find there, too. */
    Mark from(long position) {
        return byLength.tailMap(position).values().stream().findFirst().orElse(total);
    }

    private static Contents.Content openStart(Contents contents, ListedFile file, Allowance allowance)
            throws IOException {
        try {
            return contents.open(file.path(), allowance);
        } catch (EOFException e) {
            // A compressed file of which not even the header is there.
            throw new HalfWrittenException(file.path(), e);
        }
    }
}
