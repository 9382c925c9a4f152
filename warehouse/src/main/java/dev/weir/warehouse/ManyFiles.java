package dev.weir.warehouse;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What is done to many files at once, as their file system does it best: by Hadoop's interface, unless somebody on the class path
 * knows better.
 */
public interface ManyFiles {
    /** The bytes of all files below a directory; 0 if there is none. */
    long size(Path directory) throws IOException;

    /** Deletes files; one that is not there is deleted. */
    void delete(List<Path> files) throws IOException;

    /** Deletes directories with all that is below them; one that is not there is deleted. */
    void deleteDirectories(List<Path> directories) throws IOException;

    /** Whoever knows better, found by {@link ServiceLoader}. */
    interface Provider {
        /** Files of the file system that a path is on; empty if it is another's. */
        Optional<ManyFiles> of(Path path, Configuration hadoop);
    }

    /** Files of the file system that a path is on. */
    static ManyFiles of(Path path, Configuration hadoop) throws IOException {
        // A job's jar and those that are submitted with it have one loader; a thread's own may know neither.
        for (Provider provider : ServiceLoader.load(Provider.class, ManyFiles.class.getClassLoader())) {
            Optional<ManyFiles> files = provider.of(path, hadoop);
            if (files.isPresent()) {
                return files.get();
            }
        }
        return new HadoopFiles(path.getFileSystem(hadoop));
    }
}
