package dev.weir.source.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Finds local files whose names are no text to this process: Java cannot ask for them by name, and Hadoop's globs leave them
 * out without a word.
 */
final class Nameless {
    private final Warnings warnings;

    Nameless(Warnings warnings) {
        this.warnings = warnings;
    }

    /**
     * Warns of those in a directory.
     *
     * @param wanted whether a name, with other characters for what is no text, is one that was asked for
     */
    void in(String directory, Predicate<String> wanted) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(directory))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!isText(entry, name) && !Locations.skipped(name) && wanted.test(name)) {
                    warn(entry, name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Removed since it was listed.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Warns of a file whose name is none. */
    void warn(Path file, String name) {
        warnings.once("Cannot read " + file.getParent() + "/" + name + ": its name is no text in the encoding "
                + System.getProperty("sun.jnu.encoding")
                + " of this process; set the environment's LC_ALL to C.UTF-8, or rename the file");
    }

    /** Whether a file can be asked for by its name as this process reads it. */
    static boolean isText(Path file, String name) {
        try {
            return file.resolveSibling(name).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
