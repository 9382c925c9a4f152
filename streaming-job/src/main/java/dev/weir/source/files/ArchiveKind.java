package dev.weir.source.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** What kind of archive a file is, told by its first bytes. */
public enum ArchiveKind {
    /** None: text. */
    NONE("file"),
    /** <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">tar</a>, of any dialect. */
    TAR("tar archive"),
    /** <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">zip</a>. */
    ZIP("zip archive");

    private static final int RECORD = 512;
    private static final int MAGIC = 257;
    /** What tar writes of no members: zeros, to its usual block. */
    private static final int EMPTY = 20 * RECORD;

    private final String title;

    ArchiveKind(String title) {
        this.title = title;
    }

    /** As a person says it. */
    public String title() {
        return title;
    }

    /**
     * Looks at the first bytes of a stream, which stays at its start.
     *
     * @param in a stream that supports {@link InputStream#mark}
     */
    static ArchiveKind of(InputStream in) throws IOException {
        in.mark(EMPTY + 1);
        byte[] b = start(in);
        ArchiveKind archive = isZip(b) ? ZIP : isTar(b) || isEmptyTar(b, in) ? TAR : NONE;
        in.reset();
        return archive;
    }

    /** A record, or less where the stream ends, or where waiting for more would keep a whole first line from who waits for it. */
    private static byte[] start(InputStream in) throws IOException {
        byte[] b = new byte[RECORD];
        int length = 0;
        while (length < RECORD) {
            if (length > 0 && b[length - 1] == '\n' && zero(b, length) == length && in.available() == 0) {
                break;
            }
            int next = in.read();
            if (next < 0) {
                break;
            }
            b[length++] = (byte) next;
        }
        return Arrays.copyOf(b, length);
    }

    private static boolean isZip(byte[] b) {
        boolean begins = b.length >= 4 && b[0] == 'P' && b[1] == 'K';
        return begins && (b[2] == 3 && b[3] == 4 || b[2] == 5 && b[3] == 6 || b[2] == 7 && b[3] == 8);
    }

    private static boolean isTar(byte[] b) {
        if (b.length == RECORD && b[0] != 0 && hasCheckSum(b)) {
            return true;
        }
        boolean magic = b.length >= MAGIC + 5 && "ustar".equals(new String(b, MAGIC, 5, StandardCharsets.ISO_8859_1));
        // Of a cut or damaged one, the fields before are still filled up with zeros, as no text is.
        return magic && zero(b, MAGIC) < MAGIC;
    }

    private static boolean hasCheckSum(byte[] b) {
        try {
            return zero(b, RECORD) < RECORD && TarUtils.verifyCheckSum(b);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isEmptyTar(byte[] b, InputStream in) throws IOException {
        if (b.length < RECORD || !allZero(b)) {
            return false;
        }
        byte[] rest = in.readNBytes(EMPTY + 1 - RECORD);
        return rest.length >= RECORD && rest.length <= EMPTY - RECORD && rest.length % RECORD == 0 && allZero(rest);
    }

    private static boolean allZero(byte[] b) {
        int at = 0;
        while (at < b.length && b[at] == 0) {
            at++;
        }
        return at == b.length;
    }

    /** Where the first zero is; {@code to} if there is none. */
    private static int zero(byte[] b, int to) {
        int at = 0;
        while (at < to && b[at] != 0) {
            at++;
        }
        return at;
    }
}
