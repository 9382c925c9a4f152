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
            Map<String, Object> attributes =
                    Files.readAttributes(java.nio.file.Path.of(path.toUri().getPath()), "unix:dev,ino,ctime");
            return Optional.of(new Inode(
                    attributes.get("dev") + ":" + attributes.get("ino"),
                    attributes.get("ctime").toString()));
        } catch (UnsupportedOperationException | IllegalArgumentException | IOException e) {
            // No such attributes here, or the file is gone since: whoever opens it says so.
            return Optional.empty();
        }
    }
}
