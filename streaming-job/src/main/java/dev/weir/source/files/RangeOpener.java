package dev.weir.source.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Opens the content that a range was planned on, also where the file was rotated away since. Which file that is, its
 * first bytes and those before the range's end tell; whether it is, the reading proves, see {@link ProvenContent}.
 */
final class RangeOpener {
    private final Configuration conf;
    private final Contents contents;

    RangeOpener(Configuration conf) {
        this.conf = conf;
        this.contents = new Contents(conf);
    }

    /**
     * The bytes of a part.
     *
     * @throws ReplacedException if neither the file nor one beside it has the content
     */
    InputStream open(FilePart part) throws IOException {
        FileRange range = part.range();
        String path = stillThere(range) ? range.path() : beside(range).orElseThrow(() -> new ReplacedException(range));
        Optional<Marks> proof = part.proof();
        long from = proof.map(marks -> marks.start().block().length()).orElse(part.from());
        InputStream in = contents.open(path, range.head(), from)
                .orElseThrow(() -> new ReplacedException(range))
                .in();
        if (proof.isEmpty()) {
            return in;
        }
        try {
            return new ProvenContent(in, part, proof.get());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private boolean stillThere(FileRange range) throws IOException {
        try {
            if (!contents.beginsWith(range.path(), range.head())) {
                return false;
            }
            if (range.marks() == null) {
                return true;
            }
            if (range.compressed()) {
                // To see its end means to decompress it all, which is done where its length says that it is another.
                return contents.length(range.path()) == range.stored() || has(range.path(), range);
            }
            return contents.holds(range.path(), range.marks().end());
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private Optional<String> beside(FileRange range) throws IOException {
        Path directory = Locations.path(range.path()).getParent();
        FileStatus[] listed;
        try {
            listed = Locations.fileSystem(directory, conf).listStatus(directory);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        for (FileStatus status : listed) {
            String path = Locations.text(status.getPath());
            if (status.isFile() && !Locations.skipped(status.getPath().getName()) && isSame(path, range)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private boolean isSame(String path, FileRange range) throws IOException {
        try {
            return contents.beginsWith(path, range.head()) && has(path, range);
        } catch (IOException e) {
            Interruptions.rethrow(e);
            // A neighbour that cannot be read is not the file.
            return false;
        }
    }

    /** Whether a file has all bytes before the range's end; of a range without marks, those that named the content. */
    private boolean has(String path, FileRange range) throws IOException {
        if (range.marks() != null) {
            Mark end = range.marks().end();
            return contents.pass(path, FileIdentity.of(), end.position())
                    .total()
                    .at()
                    .equals(end.at());
        }
        FileIdentity name = range.partition();
        TreeSet<Long> length = new TreeSet<>(java.util.Set.of(name.length()));
        return contents.pass(path, FileIdentity.of(), name.length(), ContentPass.STRIDE, none -> length)
                .prefixes()
                .containsKey(name);
    }
}
