package dev.weir.chaos;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The power failure of a {@link ForgetfulDisk}, after all processes that wrote to it have ended. What was forced stays; of the
 * rest, chance may keep some: names, files of which the first half or nothing is there, files that had been deleted.
 *
 * @param platter what was forced
 * @param keeps whether something survives that need not; {@code () -> false} is the most forgetful disk
 */
public record PowerCut(Platter platter, BooleanSupplier keeps) {
    /**
     * Makes of a directory what is left of it, which then is durable.
     *
     * @param root is there in any case
     */
    public void strike(Path root) throws IOException {
        strike(root, platter.names(Platter.inode(root)).orElse(Map.of()));
        platter.forceAll(root);
    }

    private void strike(Path directory, Map<String, Long> durable) throws IOException {
        Set<String> names = new TreeSet<>(durable.keySet());
        Platter.children(directory)
                .forEach(child -> names.add(child.getFileName().toString()));
        for (String name : names) {
            Path path = directory.resolve(name);
            Long forced = durable.get(name);
            boolean there = Files.exists(path);
            if (there && forced != null && forced == Platter.inode(path)) {
                content(path);
            } else if (keeps.getAsBoolean()) {
                if (there) {
                    content(path);
                }
            } else {
                if (there) {
                    delete(path);
                }
                if (forced != null) {
                    bringBack(path, forced);
                }
            }
        }
    }

    private void content(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            strike(path, platter.names(Platter.inode(path)).orElse(Map.of()));
        } else if (!platter.isForced(path) && !keeps.getAsBoolean()) {
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                file.truncate(keeps.getAsBoolean() ? file.size() / 2 : 0);
            }
        }
    }

    /** What was deleted or replaced, and nobody forced that. */
    private void bringBack(Path path, long inode) throws IOException {
        Optional<Map<String, Long>> names = platter.names(inode);
        if (Files.exists(platter.kept(inode))) {
            Files.createLink(path, platter.kept(inode));
            content(path);
        } else if (names.isPresent()) {
            Files.createDirectory(path);
            for (Map.Entry<String, Long> child : names.get().entrySet()) {
                bringBack(path.resolve(child.getKey()), child.getValue());
            }
        } else {
            // A name that was forced before the content of its file was.
            Files.createFile(path);
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path child : List.copyOf(Platter.children(path))) {
                delete(child);
            }
        }
        Files.delete(path);
    }
}
