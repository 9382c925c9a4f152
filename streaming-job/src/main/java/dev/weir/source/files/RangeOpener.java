package dev.weir.source.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Opens the content that a range was planned on, also where the file was rotated away since. */
final class RangeOpener {
    private final Configuration conf;
    private final Contents contents;

    RangeOpener(Configuration conf) {
        this.conf = conf;
        this.contents = new Contents(conf);
    }

    /**
     * The range's content from byte {@code from} of the content on.
     *
     * @throws FileNotFoundException if neither the file nor one beside it has the content
     */
    InputStream open(FileRange range, long from) throws IOException {
        Optional<Contents.Content> content = open(range.path(), range, from);
        if (content.isEmpty()) {
            content = beside(range, from);
        }
        return content.orElseThrow(() -> new FileNotFoundException("Cannot read " + range.path() + ": it is gone or was"
                        + " replaced before its bytes " + range.from() + " to " + range.to()
                        + " were read, and no file beside it has its content (" + range.partition()
                        + "). Put it back under any name in the same directory, or start with a new checkpoint"))
                .in();
    }

    private Optional<Contents.Content> open(String path, FileRange range, long from) throws IOException {
        try {
            return contents.open(path, range.head(), from);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private Optional<Contents.Content> beside(FileRange range, long from) throws IOException {
        Path directory = Locations.path(range.path()).getParent();
        FileStatus[] listed;
        try {
            listed = Locations.fileSystem(directory, conf).listStatus(directory);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        for (FileStatus status : listed) {
            ListedFile file =
                    new ListedFile(Locations.text(status.getPath()), status.getLen(), status.getModificationTime());
            if (status.isFile() && !Locations.skipped(status.getPath().getName()) && isSame(file, range)) {
                return open(file.path(), range, from);
            }
        }
        return Optional.empty();
    }

    private boolean isSame(ListedFile file, FileRange range) throws IOException {
        try {
            TreeSet<Long> length =
                    new TreeSet<>(java.util.Set.of(range.partition().length()));
            return contents.beginsWith(file.path(), range.head())
                    && Survey.of(contents, file, file.length(), head -> length)
                            .prefixes()
                            .contains(range.partition());
        } catch (IOException e) {
            Interruptions.rethrow(e);
            // A neighbour that cannot be read is not the file.
            return false;
        }
    }
}
