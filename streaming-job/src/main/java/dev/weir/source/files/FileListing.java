package dev.weir.source.files;

import dev.weir.model.ModelSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files that paths, globs and directories (with what is below them) stand for. */
final class FileListing {
    /** How far below a directory that was asked for files are looked for; links may go round. */
    static final int DEEPEST = 32;

    private final Configuration conf;
    private final Warnings warnings;
    private final Nameless nameless;
    private final LocalListing local;

    FileListing(Configuration conf, Warnings warnings) {
        this.conf = conf;
        this.warnings = warnings;
        this.nameless = new Nameless(warnings);
        this.local = new LocalListing(warnings, nameless);
    }

    /** Oldest first, each file once; a path that matches nothing yet is warned of once. */
    List<ListedFile> present(List<String> paths) throws IOException {
        return list(paths, false);
    }

    /**
     * The same, where every path must be there.
     *
     * @throws IllegalArgumentException naming the path that matches nothing
     */
    List<ListedFile> required(List<String> paths) throws IOException {
        return list(paths, true);
    }

    private List<ListedFile> list(List<String> paths, boolean required) throws IOException {
        Map<String, ListedFile> files = new HashMap<>();
        for (String path : paths) {
            Path pattern = new Path(path);
            FileSystem fs = Locations.fileSystem(pattern, conf);
            FileStatus[] matches = matches(fs, pattern);
            if (matches.length == 0 && required) {
                throw new IllegalArgumentException("Cannot read " + path + ": no such file or directory");
            }
            if (matches.length == 0) {
                warnings.once("Cannot read " + path + " yet: no such file or directory; it is read once it is there."
                        + " If it never will be, correct the path");
            }
            for (FileStatus match : matches) {
                add(fs, match, 0, files);
            }
        }
        List<ListedFile> sorted = new ArrayList<>(files.values());
        sorted.sort(ListedFile.OLDEST_FIRST);
        return sorted;
    }

    private FileStatus[] matches(FileSystem fs, Path pattern) throws IOException {
        try {
            return new FileStatus[] {fs.getFileStatus(pattern)};
        } catch (FileNotFoundException e) {
            FileStatus[] matches = fs.globStatus(pattern);
            warnOfNameless(fs, pattern);
            return matches == null ? new FileStatus[0] : matches;
        }
    }

    private void warnOfNameless(FileSystem fs, Path pattern) throws IOException {
        Path parent = pattern.getParent();
        FileStatus[] directories = parent == null ? null : fs.globStatus(parent);
        if (directories == null) {
            return;
        }
        String glob = Locations.text(fs.makeQualified(pattern));
        ModelSettings.Pin asked = new ModelSettings.Pin(ModelSettings.Pin.GLOB + glob, "auto", "UTC");
        for (FileStatus directory : directories) {
            if (directory.isDirectory() && Locations.isLocal(directory.getPath())) {
                String path = Locations.text(directory.getPath());
                nameless.in(path, name -> asked.matches(path + "/" + name));
            }
        }
    }

    private void add(FileSystem fs, FileStatus status, int depth, Map<String, ListedFile> files) throws IOException {
        // A path that was asked for by name is taken whatever its name; what is found below is not.
        if (depth > DEEPEST || (depth > 0 && Locations.skipped(status.getPath().getName()))) {
            return;
        }
        if (!status.isDirectory()) {
            ListedFile file = ListedFile.of(status);
            files.put(file.path(), file);
            return;
        }
        if (Locations.isLocal(status.getPath())) {
            local.add(java.nio.file.Path.of(Locations.text(status.getPath())), depth, files);
            return;
        }
        try {
            for (FileStatus child : fs.listStatus(status.getPath())) {
                add(fs, child, depth + 1, files);
            }
        } catch (FileNotFoundException e) {
            // Removed since its parent was listed.
        } catch (IOException e) {
            Interruptions.rethrow(e);
            warnings.once(unreadable(Locations.text(status.getPath()), e.getMessage()));
        }
    }

    static String unreadable(String directory, String why) {
        return "Cannot list " + directory + ": " + why
                + "; make it readable and its files are read at the next trigger";
    }
}
