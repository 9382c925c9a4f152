package dev.weir.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that a command works in and replaces when it runs again, told from all others by a file in it. */
public final class WorkDirectory {
    private WorkDirectory() {}

    /**
     * Makes it, or deletes what an earlier run left in it.
     *
     * @param whose names who works there, in words: "a demo"
     * @param mark the name of the file that tells it
     * @return the directory, absolute
     * @throws IllegalArgumentException if it holds something else
     */
    public static Path emptied(Path directory, String whose, String mark) throws IOException {
        Path home = directory.toAbsolutePath().normalize();
        if (Files.exists(home)) {
            if (!Files.exists(home.resolve(mark))) {
                throw new IllegalArgumentException("Cannot work in " + home + ": it holds something else than " + whose
                        + "; name another with --dir");
            }
            try (Stream<Path> found = Files.walk(home)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(home);
        Files.createFile(home.resolve(mark));
        return home;
    }
}
