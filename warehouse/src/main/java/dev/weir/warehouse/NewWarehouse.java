package dev.weir.warehouse;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Makes warehouses. */
final class NewWarehouse {
    private NewWarehouse() {}

    /**
     * Gives an empty or new directory the identity of a warehouse.
     *
     * @param directory as a user named it, for messages
     * @throws WarehouseException if it holds something else
     */
    static void make(String directory, FileTree files, Configuration hadoop) throws IOException {
        Path root = new Path(files.path(""));
        requireEmpty(directory, root, root.getFileSystem(hadoop));
        files.make();
        try {
            files.putIfAbsent(WarehouseIdentity.FILE, WarehouseIdentity.create().line());
        } catch (FileAlreadyExistsException raced) {
            // Another process made it at the same moment: that one is as good.
        }
    }

    private static void requireEmpty(String directory, Path root, FileSystem files) throws IOException {
        if (!files.exists(root)) {
            return;
        }
        FileStatus status = files.getFileStatus(root);
        if (status.isFile()) {
            throw new WarehouseException(
                    "Cannot create warehouse " + directory + ": it is a file; name a directory with --warehouse");
        }
        if (files.listStatus(root).length > 0) {
            throw new WarehouseException("Cannot create warehouse " + directory
                    + ": the directory holds other things; name an empty or new one with --warehouse");
        }
    }
}
