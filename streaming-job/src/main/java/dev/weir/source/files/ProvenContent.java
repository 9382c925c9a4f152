package dev.weir.source.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Content between two marks, which are held against its bytes as they pass: who has read it to its end without an
 * exception has read what was planned.
 */
final class ProvenContent extends FilterInputStream {
    private final FilePart part;
    private final Mark end;
    private final ContentDigest digest;

    /**
     * @param in from the block of the part's start on; at the part's start afterwards
     * @param marks of the part
     * @throws ReplacedException if what lies before the start is not what lay there
     */
    ProvenContent(InputStream in, FilePart part, Marks marks) throws IOException {
        super(in);
        this.part = part;
        this.end = marks.end();
        this.digest = new ContentDigest(marks.start().block());
        readNBytes((int) (marks.start().position() - digest.length()));
        require(digest.identity().equals(marks.start().at()));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int most = (int) Math.min(length, end.position() - digest.length());
        int read = most == 0 ? -1 : super.read(bytes, from, most);
        if (read > 0) {
            digest.update(bytes, from, from + read);
            require(digest.length() < end.position() || digest.identity().equals(end.at()));
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, Contents.GUARD)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void require(boolean proven) throws ReplacedException {
        if (!proven) {
            throw new ReplacedException(part.range());
        }
    }
}
