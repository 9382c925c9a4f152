package dev.weir.source.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** One pass over content that identifies its beginnings, and marks where it may be split. Used once. */
final class ContentPass {
    /** About how many bytes lie between two marks: what one task reads. */
    static final long STRIDE = 32L << 20;

    private static final int CHUNK = 1 << 20;

    /** About how many bytes lie between two marks that a later look at the same content is held against. */
    private static final long GRID = 16L << 20;

    private final ContentDigest digest;
    private final long limit;
    private final long stride;
    private final Function<ByteBuffer, SortedSet<Long>> lengthsFor;
    private final Map<FileIdentity, Mark> prefixes = new HashMap<>();
    private final NavigableMap<Long, Mark> byLength = new TreeMap<>();
    private final Set<Long> lineEnds = new HashSet<>();
    private final List<Mark> splits = new ArrayList<>();
    private SortedSet<Long> lengths = new TreeSet<>();
    /** What older versions identified contents by: no chain. Null where no length beyond a block is asked for. */
    private MessageDigest plain;

    private Mark whole;
    private byte[] head;
    private long split;

    /**
     * @param start where the content's bytes begin: a block's beginning
     * @param limit the position at which to stop
     * @param stride about how many bytes lie between two places to split at
     * @param lengthsFor given the first bytes, at most {@link Contents#GUARD}: at which lengths identities are wanted
     */
    ContentPass(FileIdentity start, long limit, long stride, Function<ByteBuffer, SortedSet<Long>> lengthsFor) {
        this.digest = new ContentDigest(start);
        this.limit = limit;
        this.stride = stride;
        this.lengthsFor = lengthsFor;
        this.split = start.length();
        this.whole = digest.mark();
    }

    ContentPass over(InputStream in) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, stride)];
        int read;
        while ((read = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, limit - digest.length()))) > 0) {
            if (head == null) {
                begin(Arrays.copyOf(chunk, Math.min(read, Contents.GUARD)));
            }
            take(chunk, read);
        }
        if (head == null) {
            begin(new byte[0]);
        }
        return this;
    }

    /** The first bytes. */
    ByteBuffer head() {
        return ByteBuffer.wrap(head);
    }

    Mark total() {
        return digest.mark();
    }

    /** After the last line end; where the pass began if there is none. */
    Mark whole() {
        return whole;
    }

    /** The marks at the lengths that were asked for, by both ways of identifying what lies before them. */
    Map<FileIdentity, Mark> prefixes() {
        return prefixes;
    }

    /** The same by length, with some in between. */
    NavigableMap<Long, Mark> byLength() {
        return byLength;
    }

    /** Whether a line ends at a length that was asked for. */
    boolean endsLine(long length) {
        return lineEnds.contains(length);
    }

    List<Mark> splits() {
        return splits;
    }

    private void begin(byte[] firstBytes) {
        head = firstBytes;
        lengths = lengthsFor.apply(ByteBuffer.wrap(head));
        if (digest.length() == 0 && !lengths.isEmpty() && lengths.last() > ContentDigest.BLOCK) {
            plain = FileIdentity.newDigest();
        }
        if (lengths.contains(digest.length())) {
            note(digest.mark());
        }
    }

    private void take(byte[] chunk, int read) {
        long start = digest.length();
        long lineEnd = start + lastNewline(chunk, read) + 1;
        for (long length : lengths.subSet(start + 1, start + read + 1)) {
            if (lineEnd > digest.length() && lineEnd < length) {
                passLines(chunk, start, lineEnd);
            }
            advance(chunk, start, length);
            note(digest.mark());
            if (chunk[(int) (length - start) - 1] == '\n') {
                lineEnds.add(length);
            }
            if (length == lineEnd) {
                passLines(chunk, start, lineEnd);
            }
        }
        if (lineEnd > digest.length()) {
            passLines(chunk, start, lineEnd);
        }
        advance(chunk, start, start + read);
        if (digest.length() % GRID == 0) {
            byLength.put(digest.length(), digest.mark());
        }
    }

    private void passLines(byte[] chunk, long start, long at) {
        advance(chunk, start, at);
        whole = digest.mark();
        if (at - split >= stride) {
            splits.add(whole);
            split = at;
        }
    }

    private void note(Mark mark) {
        prefixes.put(mark.at(), mark);
        byLength.put(mark.position(), mark);
        if (plain != null) {
            prefixes.put(FileIdentity.of(mark.position(), plain), mark);
            // Nobody asks beyond the last length.
            plain = mark.position() == lengths.last() ? null : plain;
        }
    }

    private void advance(byte[] chunk, long start, long to) {
        int from = (int) (digest.length() - start);
        if (plain != null) {
            plain.update(chunk, from, (int) (to - start) - from);
        }
        digest.update(chunk, from, (int) (to - start));
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
