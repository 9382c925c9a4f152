package dev.weir.warehouse;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Put-if-absent on a local file system among processes, durable on return. Delta's own store for local files looks whether the
 * target exists and then renames onto it, which two processes can both do; a hard link is made by one of them only
 * (<a href="https://pubs.opengroup.org/onlinepubs/9699919799/functions/link.html">POSIX link</a>).
 */
public final class LocalLinkLogStore extends HadoopFileSystemLogStore {
    public LocalLinkLogStore(Configuration hadoop) {
        super(hadoop);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop) throws IOException {
        java.nio.file.Path target = java.nio.file.Path.of(path.toUri().getPath());
        java.nio.file.Path directory = target.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("Cannot write " + path + ": it has no directory");
        }
        path.getFileSystem(hadoop).mkdirs(path.getParent());
        StringBuilder text = new StringBuilder();
        actions.forEachRemaining(action -> text.append(action).append('\n'));
        java.nio.file.Path whole = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Disk disk = Disk.of(hadoop);
        try {
            Files.writeString(whole, text, StandardCharsets.UTF_8);
            disk.forceFile(whole);
            if (overwrite) {
                Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.createLink(target, whole);
                // Before the directory is forced, so that this is, too.
                Files.delete(whole);
            }
            disk.forceDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            FileAlreadyExistsException named = new FileAlreadyExistsException(path.toString());
            named.initCause(e);
            throw named;
        } finally {
            Files.deleteIfExists(whole);
        }
        FirstVersion.requireNew(path, hadoop);
    }

    /** True, as Delta asks on behalf of its checkpoints, which it would else write where readers look for them. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
        return true;
    }
}
