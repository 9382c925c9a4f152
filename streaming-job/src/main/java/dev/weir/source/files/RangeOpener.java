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
    /** A file may be rotated between the look that finds it and the next, but not each time. */
    private static final int LOOKS = 3;

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
        for (int look = 0; look < LOOKS; look++) {
            Optional<String> path = stillThere(range) ? Optional.of(range.path()) : beside(range);
            Optional<InputStream> in = path.isEmpty() ? Optional.empty() : open(path.get(), part);
            if (in.isPresent()) {
                return in.get();
            }
        }
        throw new ReplacedException(range);
    }

    /** Empty where it has another name again. */
    private Optional<InputStream> open(String path, FilePart part) throws IOException {
        Optional<Marks> proof = part.proof();
        long from = proof.map(marks -> marks.start().block().length()).orElse(part.from());
        Optional<InputStream> in;
        try {
            in = contents.open(path, part.range().head(), from).map(Contents.Content::in);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        if (proof.isEmpty() || in.isEmpty()) {
            return in;
        }
        try {
            return Optional.of(new ProvenContent(in.get(), part, proof.get()));
        } catch (IOException | RuntimeException e) {
            in.get().close();
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
