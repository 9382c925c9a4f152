package dev.weir.source.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** The members of a zip archive, as they stream: its directory, at the end, only proves that none is missing. */
final class ZipMembers implements Members {
    private static final int END = 22;

    private final Tail tail = new Tail();
    private final InputStream in;
    private final ArchiveInputStream<ZipArchiveEntry> zip;
    private final CRC32 crc = new CRC32();
    private ZipArchiveEntry last;
    private int count;

    ZipMembers(InputStream in) {
        this.in = new WatchedStream(in, tail::keep);
        this.zip = new ZipArchiveInputStream(new BufferedInputStream(this.in, 1 << 16), "UTF-8", false, false, true);
    }

    @Override
    public Optional<InputStream> next() throws IOException {
        while (true) {
            ZipArchiveEntry entry = zip.getNextEntry();
            // It may stand behind the member.
            if (last != null && last.getCrc() != crc.getValue()) {
                throw new IOException("a member is damaged");
            }
            if (entry == null) {
                in.transferTo(OutputStream.nullOutputStream());
                if (tail.members() != (count & 0xffff) && tail.members() != 0xffff) {
                    throw new EOFException("its directory is not whole");
                }
                return Optional.empty();
            }
            count++;
            last = null;
            if (!entry.isDirectory()) {
                boolean common = entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED;
                if (!common || !zip.canReadEntryData(entry)) {
                    throw new UnreadableArchiveException(
                            "a member is encrypted, or stored in a way that cannot be read as it streams (method "
                                    + entry.getMethod() + "); unpack it first");
                }
                last = entry;
                crc.reset();
                return Optional.of(new CheckedInputStream(zip, crc));
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Keeps the last bytes, as many as the record of the directory's end and a comment may be. */
    private static final class Tail {
        private final byte[] ring = new byte[1 << 17];
        private long length;

        void keep(byte[] bytes, int from, int count) {
            for (int i = 0; i < count; i++) {
                ring[(int) (length++ & ring.length - 1)] = bytes[from + i];
            }
        }

        /** How many members the directory's end names; -1 if the stream does not end with one. */
        int members() {
            for (int comment = 0; comment <= 0xffff && comment + END <= length; comment++) {
                long at = length - END - comment;
                if (at(at) == 'P'
                        && at(at + 1) == 'K'
                        && at(at + 2) == 5
                        && at(at + 3) == 6
                        && two(at + 20) == comment) {
                    return two(at + 10);
                }
            }
            return -1;
        }

        private int two(long position) {
            return at(position) | at(position + 1) << 8;
        }

        private int at(long position) {
            return ring[(int) (position & ring.length - 1)] & 0xff;
        }
    }
}
