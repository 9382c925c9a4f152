package dev.weir.source.files;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What a local file system knows of a file besides its name, length and time of writing.
 *
 * @param file device and number: the same however the file is called
 * @param changed when anything of it last changed, which nobody can set, as nanoseconds or as fine as it is kept
 */
record Inode(String file, String changed) {
    /** Empty where the file is not local, or has nothing of the kind. */
    static Optional<Inode> of(Path path) {
        if (!Locations.isLocal(path)) {
            return Optional.empty();
        }
        try {
            return of(attributes(java.nio.file.Path.of(path.toUri().getPath())));
        } catch (IOException e) {
            // It is gone since: whoever opens it says so.
            return Optional.empty();
        }
    }

    /** Of a file's attributes; empty where the system has nothing of the kind. */
    static Optional<Inode> of(Map<String, Object> attributes) {
        return attributes.containsKey("ino")
                ? Optional.of(new Inode(
                        attributes.get("dev") + ":" + attributes.get("ino"),
                        attributes.get("ctime").toString()))
                : Optional.empty();
    }

    /** All that is asked of a local file, at once: {@code isDirectory}, {@code size}, {@code lastModifiedTime}, and its inode's. */
    static Map<String, Object> attributes(java.nio.file.Path file) throws IOException {
        try {
            return Files.readAttributes(file, "unix:isDirectory,size,lastModifiedTime,dev,ino,ctime");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Files.readAttributes(file, "isDirectory,size,lastModifiedTime");
        }
    }
}
