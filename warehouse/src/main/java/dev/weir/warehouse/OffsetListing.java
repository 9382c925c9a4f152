package dev.weir.warehouse;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listings that begin at a name instead of with a directory, which Google's Hadoop connector has from 3.1.6 and 4.0.0:
 * {@code GoogleHadoopFileSystem.listStatusStartingFrom}. It gives one page of all objects of the bucket from a name on, directories
 * left out. It is called by its name, for a cluster brings a connector of its own, which may be older.
 */
final class OffsetListing {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetListing.class);

    private static final ClassValue<Optional<MethodHandle>> METHODS = new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> files) {
            try {
                return Optional.of(MethodHandles.publicLookup()
                        .findVirtual(
                                files,
                                "listStatusStartingFrom",
                                MethodType.methodType(FileStatus[].class, Path.class)));
            } catch (NoSuchMethodException | IllegalAccessException without) {
                LOG.warn(
                        "This Cloud Storage connector cannot list from a name on, as 3.1.6 and later can: looking for news lists"
                                + " the whole logs of the tables; keep them short by `weir clean` every night");
                return Optional.empty();
            }
        }
    };

    private final FileSystem files;
    private final MethodHandle method;

    private OffsetListing(FileSystem files, MethodHandle method) {
        this.files = files;
        this.method = method;
    }

    /** The one of a file system; empty where it has none. */
    static Optional<OffsetListing> of(FileSystem files) {
        return METHODS.get(files.getClass()).map(method -> new OffsetListing(files, method));
    }

    /**
     * The files of a directory from a name on, in order; those of directories in it are left out.
     *
     * @param from the least name, in its directory; it need not be there
     * @return empty if that cannot be told: where a page has nothing new, the bucket may end, or what follows may be left out, or
     *     the service may have given less than there is, as it
     *     <a href="https://cloud.google.com/storage/docs/json_api/v1/objects/list">may at any time</a>
     */
    Optional<List<FileStatus>> from(Path from) throws IOException {
        Path begin = files.makeQualified(from);
        Path directory = begin.getParent();
        List<FileStatus> found = new ArrayList<>();
        while (true) {
            List<FileStatus> page = page(begin);
            for (FileStatus file : page) {
                if (!file.getPath().toString().startsWith(directory + Path.SEPARATOR)) {
                    return Optional.of(found);
                }
                boolean again = !found.isEmpty() && file.getPath().equals(begin);
                if (file.getPath().getParent().equals(directory) && !again) {
                    found.add(file);
                }
            }
            Path last = page.isEmpty() ? begin : page.get(page.size() - 1).getPath();
            if (last.equals(begin)) {
                return Optional.empty();
            }
            begin = last;
        }
    }

    private List<FileStatus> page(Path from) throws IOException {
        try {
            return List.of((FileStatus[]) method.invoke(files, from));
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("Cannot list " + from + ": " + e.getMessage(), e);
        }
    }
}
