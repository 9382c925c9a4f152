package dev.weir.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * From which version on a Delta log is there. Put-if-absent alone protects no log whose old versions are deleted: a writer that
 * slept since the version before makes one anew that was there and is gone, believes that it has committed, and no reader ever
 * looks there. So who deletes says first up to where, in the name of a file in the log, and who has made a version looks
 * whether it was said that it is gone. No clock decides.
 */
final class FirstVersion {
    private static final String SAID = "_first_version";

    private final Path said;
    private final FileSystem files;

    FirstVersion(Path log, FileSystem files) {
        this.said = new Path(log, SAID);
        this.files = files;
    }

    /**
     * Refuses a version that has just been made, if it was there before and is gone.
     *
     * @param made any file; only a version of a table's log is refused
     * @throws FileAlreadyExistsException as if it were there still
     */
    static void requireNew(Path made, Configuration hadoop) throws IOException {
        if (LogVersion.isCommit(made)
                && new FirstVersion(made.getParent(), made.getFileSystem(hadoop)).read()
                        > LogVersion.of(made).orElseThrow()) {
            throw new FileAlreadyExistsException(
                    made.toString(), null, "it was there, and is deleted since a checkpoint replaces it");
        }
    }

    /** Says so, before any version below it is deleted; durable on return. */
    void say(long version) throws IOException {
        Path name = new Path(said, String.valueOf(version));
        try {
            LogStores.of(name, files.getConf()).write(name, Collections.emptyIterator(), false, files.getConf());
        } catch (FileAlreadyExistsException saidBefore) {
            return;
        }
        for (Path lower : all()) {
            if (of(lower) < version) {
                files.delete(lower, false);
            }
        }
    }

    private long read() throws IOException {
        return all().stream().mapToLong(FirstVersion::of).max().orElse(0);
    }

    private List<Path> all() throws IOException {
        try {
            return Arrays.stream(files.listStatus(said))
                    .map(FileStatus::getPath)
                    .filter(file -> file.getName().chars().allMatch(digit -> digit >= '0' && digit <= '9'))
                    .toList();
        } catch (FileNotFoundException never) {
            return List.of();
        }
    }

    private static long of(Path name) {
        return Long.parseLong(name.getName());
    }
}
