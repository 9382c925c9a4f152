package dev.weir.warehouse;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Asks a {@link Disk} to force what is written, renamed and made. And asks Java for what Hadoop, where it finds no native library of
 * its own, starts a process for each time: thirty a micro-batch.
 */
final class ForcedLocalFileSystem extends RawLocalFileSystem {
    /** Where Hadoop's committers keep a job's output until all of it is there. */
    private static final String PENDING = "_temporary";

    /** How Spark, and Weir, end the name of a file that is not whole yet. */
    private static final String TEMPORARY = ".tmp";

    private Disk disk = new SyncedDisk();

    @Override
    public void initialize(URI uri, Configuration hadoop) throws IOException {
        super.initialize(uri, hadoop);
        disk = Disk.of(hadoop);
    }

    @Override
    protected OutputStream createOutputStreamWithMode(Path path, boolean append, FsPermission permission)
            throws IOException {
        return new ForcedOutput(super.createOutputStreamWithMode(path, append, permission), path);
    }

    @Override
    public boolean rename(Path source, Path target) throws IOException {
        // Onto a directory means into it.
        File into = pathToFile(target);
        Path named = into.isDirectory() ? new Path(target, source.getName()) : target;
        boolean renamed = super.rename(source, target);
        if (renamed) {
            if (isPending(pathToFile(source)) && !isPending(pathToFile(named))) {
                forceNamesBelow(pathToFile(named));
            }
            forceName(named);
        }
        return renamed;
    }

    @Override
    protected boolean mkOneDirWithMode(Path path, File directory, FsPermission permission) throws IOException {
        boolean made = super.mkOneDirWithMode(path, directory, permission);
        if (made) {
            forceName(path);
        }
        return made;
    }

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
        if (permission.getStickyBit()) {
            // Java has no name for it.
            super.setPermission(path, permission);
            return;
        }
        PosixFileAttributeView attributes =
                Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
        if (attributes == null) {
            super.setPermission(path, permission);
        } else {
            attributes.setPermissions(PosixFilePermissions.fromString(permission.getUserAction().SYMBOL
                    + permission.getGroupAction().SYMBOL
                    + permission.getOtherAction().SYMBOL));
        }
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
        return Files.isSymbolicLink(pathToFile(path).toPath()) ? super.getFileLinkStatus(path) : getFileStatus(path);
    }

    private void forceName(Path path) throws IOException {
        File named = pathToFile(path);
        if (!isPending(named) && named.getParentFile() != null) {
            disk.forceDirectory(named.getParentFile().toPath());
        }
    }

    private void forceNamesBelow(File directory) throws IOException {
        File[] children = directory.listFiles();
        if (children != null) {
            for (File child : children) {
                forceNamesBelow(child);
            }
            disk.forceDirectory(directory.toPath());
        }
    }

    /** Whether nobody looks for it there: once it counts, it is renamed to where it does, and that is forced. */
    private static boolean isPending(File file) {
        boolean pending = file.getName().endsWith(TEMPORARY);
        for (File up = file; up != null && !pending; up = up.getParentFile()) {
            pending = up.getName().equals(PENDING);
        }
        return pending;
    }

    /** A file that is being written. */
    private final class ForcedOutput extends FilterOutputStream implements Syncable, StreamCapabilities {
        private final Path path;
        private boolean closed;

        ForcedOutput(OutputStream out, Path path) {
            super(out);
            this.path = path;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void hflush() throws IOException {
            flush();
        }

        @Override
        public void hsync() throws IOException {
            flush();
            disk.forceFile(pathToFile(path).toPath());
        }

        @Override
        public boolean hasCapability(String capability) {
            return capability.equals(StreamCapabilities.HSYNC);
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            super.close();
            disk.forceFile(pathToFile(path).toPath());
            forceName(path);
        }
    }
}
