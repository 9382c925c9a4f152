package dev.weir.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What of files and directories was forced, by inode, in a directory that several processes may share: of a file, how long it
 * was and when it was changed; of a directory, its names and their inodes. A forced file is kept by a hard link, so that no other
 * gets its inode. Of what several write down about one thing, that counts which was looked at last: whoever waited for others would
 * wait for processes that stand still.
 *
 * @param directory where it is written down
 */
public record Platter(Path directory) {
    /** Writes down that a file's content was forced. */
    void force(Path file) throws IOException {
        long now = System.nanoTime();
        long inode = inode(file);
        String content = content(file);
        Files.createDirectories(directory.resolve("files"));
        try {
            Files.createLink(kept(inode), file);
        } catch (FileAlreadyExistsException e) {
            // It was forced before.
        }
        content(inode).write(now, content);
    }

    /** Writes down that a directory's names were forced. */
    void forceNames(Path of) throws IOException {
        long now = System.nanoTime();
        Map<String, Long> before = names(inode(of)).orElse(Map.of());
        StringBuilder text = new StringBuilder();
        for (Path child : children(of)) {
            try {
                long inode = inode(child);
                text.append(inode).append(' ').append(child.getFileName()).append('\n');
                if (Files.isDirectory(child)
                        && !before.containsKey(child.getFileName().toString())
                        && children(child).isEmpty()) {
                    // A new one may have the inode of one that is gone.
                    listing(inode).deleteBefore(now);
                }
            } catch (NoSuchFileException e) {
                // Deleted at this moment.
            }
        }
        listing(inode(of)).write(now, text.toString());
    }

    /** Writes down all that is below a directory as forced, as a machine has it that has been idle for a while. */
    public void forceAll(Path root) throws IOException {
        for (Path child : children(root)) {
            if (Files.isDirectory(child)) {
                forceAll(child);
            } else {
                force(child);
            }
        }
        forceNames(root);
    }

    /** A directory's names as they were forced, with their inodes; empty if they never were. */
    Optional<Map<String, Long>> names(long inode) throws IOException {
        return listing(inode).read().map(text -> {
            Map<String, Long> names = new LinkedHashMap<>();
            text.lines().forEach(line -> {
                int space = line.indexOf(' ');
                names.put(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
            });
            return names;
        });
    }

    /** Whether a file is as it was when it was forced. */
    boolean isForced(Path file) throws IOException {
        return content(inode(file)).read().equals(Optional.of(content(file)));
    }

    /** Where a forced file is kept. */
    Path kept(long inode) {
        return directory.resolve("files").resolve(Long.toString(inode));
    }

    static List<Path> children(Path of) throws IOException {
        try (Stream<Path> found = Files.list(of)) {
            return found.sorted().toList();
        }
    }

    static long inode(Path path) throws IOException {
        return (Long) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /** What of a file's content can be seen without reading it: its length, and when it was changed. */
    private static String content(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    }

    private Note content(long inode) {
        return new Note(directory.resolve("contents").resolve(Long.toString(inode)));
    }

    private Note listing(long inode) {
        return new Note(directory.resolve("directories").resolve(Long.toString(inode)));
    }

    /**
     * What is known of one thing.
     *
     * @param versions a directory with a file for each time at which somebody began to look, of a clock that all processes of a
     *     machine share; the last counts
     */
    private record Note(Path versions) {
        void write(long began, String text) throws IOException {
            Files.createDirectories(versions);
            Path whole = versions.resolveSibling(versions.getFileName() + "." + UUID.randomUUID());
            Files.writeString(whole, text, StandardCharsets.UTF_8);
            Files.move(whole, version(began), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            deleteBefore(began);
        }

        Optional<String> read() throws IOException {
            while (true) {
                List<Path> found = found();
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(Files.readString(found.get(found.size() - 1), StandardCharsets.UTF_8));
                } catch (NoSuchFileException e) {
                    // There is a later one.
                }
            }
        }

        void deleteBefore(long time) throws IOException {
            for (Path version : found()) {
                if (version.compareTo(version(time)) < 0) {
                    Files.deleteIfExists(version);
                }
            }
        }

        private List<Path> found() throws IOException {
            try {
                return children(versions);
            } catch (NoSuchFileException e) {
                return List.of();
            }
        }

        private Path version(long time) {
            return versions.resolve(String.format("%020d", time));
        }
    }
}
