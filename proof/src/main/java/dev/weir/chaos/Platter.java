package dev.weir.chaos;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What of files and directories was forced, by inode, in a directory that several processes may share: of a file, how long it
 * was and when it was changed; of a directory, its names and their inodes. A forced file is kept by a hard link, so that no other
 * gets its inode. What is written down is looked up under a lock: else of two that force a directory at the same time, the one that
 * looked first might write last, and make the disk forget what it had forced.
 *
 * @param directory where it is written down
 */
public record Platter(Path directory) {
    /** What was forced of a file. */
    record Content(long length, long changedNanos) {}

    /** Java holds a file's lock for a process, not for a thread. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private interface Change {
        void make() throws IOException;
    }

    /** Writes down that a file's content was forced. */
    void force(Path file) throws IOException {
        alone(() -> writeContent(file));
    }

    private void writeContent(Path file) throws IOException {
        long inode = inode(file);
        Content content = content(file);
        Files.createDirectories(directory.resolve("files"));
        try {
            Files.createLink(kept(inode), file);
        } catch (FileAlreadyExistsException e) {
            // It was forced before.
        }
        write(directory.resolve("files").resolve(inode + ".length"), content.length() + " " + content.changedNanos());
    }

    /** Writes down that a directory's names were forced. */
    void forceNames(Path of) throws IOException {
        alone(() -> writeNames(of));
    }

    private void writeNames(Path of) throws IOException {
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
                    Files.deleteIfExists(listing(inode));
                }
            } catch (NoSuchFileException e) {
                // Deleted at this moment.
            }
        }
        write(listing(inode(of)), text.toString());
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
        try {
            Map<String, Long> names = new LinkedHashMap<>();
            for (String line : Files.readAllLines(listing(inode))) {
                int space = line.indexOf(' ');
                names.put(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
            }
            return Optional.of(names);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether a file is as it was when it was forced. */
    boolean isForced(Path file) throws IOException {
        Content now = content(file);
        try {
            return Files.readString(directory.resolve("files").resolve(inode(file) + ".length"))
                    .equals(now.length() + " " + now.changedNanos());
        } catch (NoSuchFileException e) {
            return false;
        }
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

    private static Content content(Path file) throws IOException {
        return new Content(
                Files.size(file), Files.getLastModifiedTime(file).to(java.util.concurrent.TimeUnit.NANOSECONDS));
    }

    /** Makes a change while no other thread or process makes one. */
    private void alone(Change change) throws IOException {
        Files.createDirectories(directory);
        THREADS.lock();
        try (FileChannel lock =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            change.make();
        } finally {
            THREADS.unlock();
        }
    }

    private Path listing(long inode) {
        return directory.resolve("directories").resolve(Long.toString(inode));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path whole = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        Files.writeString(whole, text, StandardCharsets.UTF_8);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
