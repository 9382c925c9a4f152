package dev.weir.warehouse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/** Local files, listed from a name on as Google's connector lists a bucket, in pages of a given size. */
public final class PagedFiles extends RawLocalFileSystem {
    private final int page;

    PagedFiles(int page) {
        this.page = page;
    }

    /** The connector's method. */
    public FileStatus[] listStatusStartingFrom(Path from) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> all = listFiles(from.getParent().getParent(), true);
        while (all.hasNext()) {
            FileStatus file = all.next();
            if (file.getPath().toString().compareTo(from.toString()) >= 0) {
                found.add(file);
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(file -> file.getPath().toString()))
                .limit(page)
                .toArray(FileStatus[]::new);
    }
}
