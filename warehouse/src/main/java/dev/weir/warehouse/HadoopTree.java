package dev.weir.warehouse;

import io.delta.storage.LogStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files of any file system that Hadoop knows. */
final class HadoopTree implements FileTree {
    private final Path root;
    private final Configuration hadoop;
    private final LogStore store;

    HadoopTree(Path root, Configuration hadoop) {
        this(root, hadoop, LogStores.of(root, hadoop));
    }

    /** Files by a put-if-absent of one's own. */
    HadoopTree(Path root, Configuration hadoop, LogStore store) {
        this.root = root;
        this.hadoop = hadoop;
        this.store = store;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return files().open(file(name));
    }

    @Override
    public boolean exists(String name) throws IOException {
        return files().exists(file(name));
    }

    @Override
    public Instant modified(String name) throws IOException {
        return Instant.ofEpochMilli(files().getFileStatus(file(name)).getModificationTime());
    }

    @Override
    public long size(String name) throws IOException {
        return ManyFiles.of(root, hadoop).size(file(name));
    }

    @Override
    public void make() throws IOException {
        files().mkdirs(root);
    }

    @Override
    public OutputStream replace(String name) throws IOException {
        return files().create(file(name), true);
    }

    @Override
    public void putIfAbsent(String name, String line) throws IOException {
        store.write(file(name), List.of(line).iterator(), false, hadoop);
    }

    @Override
    public void settle(String name) throws IOException {
        LogStores.settle(file(name), hadoop);
    }

    @Override
    public FileTree below(String name) {
        return new HadoopTree(file(name), hadoop, store);
    }

    @Override
    public String path(String name) {
        return file(name).toString();
    }

    private FileSystem files() throws IOException {
        return root.getFileSystem(hadoop);
    }

    private Path file(String name) {
        return name.isEmpty() ? root : new Path(root, name);
    }
}
