package dev.weir.source.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The members of a tar archive. */
final class TarMembers implements Members {
    private static final int RECORD = 512;
    /** How much may be read between members: long names and extended headers are kept in memory. */
    private static final long LONGEST_HEADER = 1 << 20;

    private final InputStream in;
    private final Tar records;
    /** By this type alone, the method that goes on is the same in all versions that clusters have. */
    private final ArchiveInputStream<TarArchiveEntry> tar;

    private long left = LONGEST_HEADER;

    TarMembers(InputStream in) {
        this.in = new WatchedStream(in, (bytes, from, length) -> bound(length));
        this.records = new Tar(this.in);
        this.tar = records;
    }

    @Override
    public Optional<InputStream> next() throws IOException {
        while (true) {
            left = LONGEST_HEADER;
            TarArchiveEntry entry = tar.getNextEntry();
            left = Long.MAX_VALUE;
            if (entry == null) {
                end();
                return Optional.empty();
            }
            if (!entry.isCheckSumOK()) {
                throw new IOException("the header of a member is damaged");
            }
            if (isFile(entry)) {
                return Optional.of(tar);
            }
            tar.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void bound(int read) throws UnreadableArchiveException {
        left -= read;
        if (left < 0) {
            throw new UnreadableArchiveException("a member's header is longer than " + LONGEST_HEADER
                    + " bytes, as of a hostile one; unpack it first");
        }
    }

    private void end() throws IOException {
        if (records.cut) {
            throw new EOFException("it has no end mark");
        }
        byte[] rest = new byte[1 << 13];
        int read;
        while ((read = in.read(rest)) >= 0) {
            for (int i = 0; i < read; i++) {
                if (rest[i] != 0) {
                    throw new UnreadableArchiveException("more follows behind its end; split or unpack it first");
                }
            }
        }
    }

    private static boolean isFile(TarArchiveEntry entry) {
        return !entry.isDirectory()
                && !entry.isSymbolicLink()
                && !entry.isLink()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice()
                && !entry.isFIFO();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** Tells an end mark from an end. */
    private static final class Tar extends TarArchiveInputStream {
        private boolean cut;
        private boolean ended;

        Tar(InputStream in) {
            super(in, 20 * RECORD, RECORD, "UTF-8", false);
        }

        @Override
        protected byte[] readRecord() throws IOException {
            byte[] record = super.readRecord();
            // Of the end mark's two records, the second may be missing.
            cut = record == null && !ended;
            ended = record != null && isEOFRecord(record);
            return record;
        }
    }
}
