package dev.weir.warehouse;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Many files of any file system that Hadoop knows: one after another, some at a time. */
final class HadoopFiles implements ManyFiles {
    private final FileSystem files;

    HadoopFiles(FileSystem files) {
        this.files = files;
    }

    @Override
    public long size(Path directory) throws IOException {
        return files.exists(directory) ? files.getContentSummary(directory).getLength() : 0;
    }

    @Override
    public void delete(List<Path> paths) throws IOException {
        try (AtOnce deletions = new AtOnce()) {
            deletions.ask(paths, file -> files.delete(file, false));
        }
    }

    @Override
    public void deleteDirectories(List<Path> directories) throws IOException {
        for (Path directory : directories) {
            files.delete(directory, true);
        }
    }
}
