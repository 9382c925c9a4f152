package dev.weir.source.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    private final Tail tail;
    private final ArchiveInputStream<ZipArchiveEntry> zip;
    private final CRC32 crc = new CRC32();
    private ZipArchiveEntry last;
    private int count;

    ZipMembers(InputStream in) {
        this.tail = new Tail(in);
        this.zip = new ZipArchiveInputStream(new BufferedInputStream(tail, 1 << 16), "UTF-8", false, false, true);
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
                tail.transferTo(java.io.OutputStream.nullOutputStream());
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
    private static final class Tail extends FilterInputStream {
        private final byte[] ring = new byte[1 << 17];
        private long length;

        Tail(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int wanted) throws IOException {
            int read = super.read(bytes, from, Math.min(wanted, 1 << 16));
            for (int i = 0; i < read; i++) {
                ring[(int) (length++ & ring.length - 1)] = bytes[from + i];
            }
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            return readNBytes((int) Math.min(bytes, 1 << 13)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
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
