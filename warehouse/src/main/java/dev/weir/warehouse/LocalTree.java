package dev.weir.warehouse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of this machine's own file system, which Java reads by itself: to load Hadoop takes longer than to read a ledger. What is
 * written, Hadoop and Delta write, as everywhere, so that it is durable and nobody writes the same file.
 */
final class LocalTree implements FileTree {
    private static final String SCHEME = "file:";

    private final Path root;
    private final LazyHadoop hadoop;

    private LocalTree(Path root, LazyHadoop hadoop) {
        this.root = root;
        this.hadoop = hadoop;
    }

    /** A directory as a user names it; empty if it is on another file system, or settings of Hadoop's may say so. */
    static Optional<FileTree> of(String directory, LazyHadoop hadoop) {
        String path = directory.startsWith(SCHEME + "/") ? directory.substring(SCHEME.length()) : directory;
        boolean named = !path.equals(directory);
        int colon = path.indexOf(':');
        boolean otherwise = path.isEmpty()
                || path.startsWith("//") && !path.startsWith("///")
                || colon >= 0 && path.lastIndexOf('/', colon) < 0
                || hadoop.isToldOfFileSystems(!named);
        try {
            return otherwise
                    ? Optional.empty()
                    : Optional.of(new LocalTree(Path.of(path).toAbsolutePath().normalize(), hadoop));
        } catch (InvalidPathException e) {
            // Hadoop says why.
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        Path file = file(name);
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            FileNotFoundException missing = new FileNotFoundException("File " + path(name) + " does not exist");
            missing.initCause(e);
            throw missing;
        } catch (AccessDeniedException e) {
            throw new IOException(path(name) + ": permission denied", e);
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(file(name));
    }

    @Override
    public Instant modified(String name) throws IOException {
        return Files.getLastModifiedTime(file(name)).toInstant();
    }

    @Override
    public long size(String name) throws IOException {
        if (!exists(name)) {
            return 0;
        }
        try (Stream<Path> below = Files.walk(file(name), FileVisitOption.FOLLOW_LINKS)) {
            return below.filter(LocalTree::counts)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Hadoop counts no checksums. */
    private static boolean counts(Path path) {
        String name = String.valueOf(path.getFileName());
        return Files.isRegularFile(path) && !(name.startsWith(".") && name.endsWith(".crc"));
    }

    @Override
    public void make() throws IOException {
        written().make();
    }

    @Override
    public OutputStream replace(String name) throws IOException {
        return written().replace(name);
    }

    @Override
    public void putIfAbsent(String name, String line) throws IOException {
        written().putIfAbsent(name, line);
    }

    @Override
    public void settle(String name) throws IOException {
        written().settle(name);
    }

    @Override
    public FileTree below(String name) {
        return new LocalTree(file(name), hadoop);
    }

    @Override
    public String path(String name) {
        return SCHEME + file(name);
    }

    private FileTree written() {
        return hadoop.tree(path(""));
    }

    private Path file(String name) {
        return name.isEmpty() ? root : root.resolve(name);
    }
}
