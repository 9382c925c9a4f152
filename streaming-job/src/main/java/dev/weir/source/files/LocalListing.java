package dev.weir.source.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * The files in a local directory and what is below it. Each is asked for once, for all that is known of it: Hadoop asks twice, and makes
 * a URI of each name.
 */
final class LocalListing {
    private final Warnings warnings;
    private final Nameless nameless;

    LocalListing(Warnings warnings, Nameless nameless) {
        this.warnings = warnings;
        this.nameless = nameless;
    }

    /**
     * Adds files by path.
     *
     * @param depth of the directory, below one that was asked for
     */
    void add(Path directory, int depth, Map<String, ListedFile> files) throws IOException {
        if (depth == FileListing.DEEPEST) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (Locations.skipped(name)) {
                    continue;
                }
                if (Nameless.isText(entry, name)) {
                    visit(entry, depth + 1, files);
                } else {
                    nameless.warn(entry, name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Removed since its parent was listed.
        } catch (DirectoryIteratorException e) {
            unreadable(directory, e.getCause());
        } catch (IOException e) {
            unreadable(directory, e);
        }
    }

    private void visit(Path entry, int depth, Map<String, ListedFile> files) throws IOException {
        Map<String, Object> attributes;
        try {
            attributes = Inode.attributes(entry);
        } catch (NoSuchFileException e) {
            // Removed since it was listed, or a link to nothing.
            return;
        } catch (FileSystemException e) {
            // A link that leads to itself, say: the others are read.
            warnings.once(
                    "Cannot read " + entry + ": " + why(e) + "; make it readable and it is read at the next trigger");
            return;
        }
        if (!(boolean) attributes.get("isDirectory")) {
            String path = entry.toString();
            long modified = ((FileTime) attributes.get("lastModifiedTime")).toMillis();
            files.put(path, new ListedFile(path, (long) attributes.get("size"), modified, Inode.of(attributes)));
        } else {
            add(entry, depth, files);
        }
    }

    private void unreadable(Path directory, IOException why) throws IOException {
        Interruptions.rethrow(why);
        warnings.once(FileListing.unreadable(directory.toString(), why(why)));
    }

    /** Java's own message begins with the path, and may say nothing else. */
    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException known && known.getReason() != null ? known.getReason() : e.getMessage();
    }
}
