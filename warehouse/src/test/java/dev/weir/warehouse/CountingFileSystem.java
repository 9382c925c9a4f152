package dev.weir.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Local files, and how often each kind of question was asked about them in this process. */
public final class CountingFileSystem extends LocalFileSystem {
    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

    /** Settings under which local files are these. */
    static Configuration settings() {
        Configuration hadoop = new Configuration();
        hadoop.setClass("fs.file.impl", CountingFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
        hadoop.setBoolean("fs.file.impl.disable.cache", true);
        hadoop.setClass(Disk.SETTING, UnsyncedDisk.class, Disk.class);
        return hadoop;
    }

    /** What is asked while something runs, by the kind of question. */
    static Map<String, Integer> during(Runnable work) {
        COUNTS.clear();
        work.run();
        return Map.copyOf(COUNTS);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        count("open");
        return super.open(path, bufferSize);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException, FileNotFoundException {
        count("list");
        return super.listStatus(path);
    }

    @Override
    public ContentSummary getContentSummary(Path path) throws IOException {
        count("list");
        return super.getContentSummary(path);
    }

    @Override
    public boolean exists(Path path) throws IOException {
        count("exists");
        return super.exists(path);
    }

    private static void count(String kind) {
        COUNTS.merge(kind, 1, Integer::sum);
    }
}
