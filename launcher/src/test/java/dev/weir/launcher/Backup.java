package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A directory as it was.
 *
 * @param copy where all of it lies since
 */
record Backup(Path directory, Path copy) {
    /** @param copy what is not there yet */
    static Backup of(Path directory, Path copy) throws IOException {
        copy(directory, copy);
        return new Backup(directory, copy);
    }

    /** Makes the directory what it was. */
    void restore() throws IOException {
        delete(directory);
        copy(copy, directory);
    }

    static void delete(Path directory) throws IOException {
        try (java.util.stream.Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (java.util.stream.Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }
}
