package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.ledger.Staged;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What batch jobs staged, one JSON file each, by a name that the caller chose. */
public final class Staging {
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final Configuration hadoop;
    private final LogStore store;

    Staging(Path directory, Configuration hadoop) {
        this.directory = directory;
        this.hadoop = hadoop;
        this.store = LogStores.of(directory, hadoop);
    }

    /** Keeps it, in the place of what had the name before. */
    public void put(String name, Staged staged) {
        try {
            directory.getFileSystem(hadoop).mkdirs(directory);
            store.write(file(name), List.of(LedgerJson.line(staged)).iterator(), true, hadoop);
        } catch (IOException e) {
            throw new WarehouseException("Cannot write " + file(name) + ": " + e.getMessage(), e);
        }
    }

    /**
     * What has a name.
     *
     * @throws WarehouseException if nothing has
     */
    public Staged get(String name) {
        return find(name)
                .orElseThrow(
                        () -> new WarehouseException("Cannot publish " + name + ": nothing of that name was staged in "
                                + directory + ", or a clean-up has deleted it; run `weir batch --stage " + name + "`"));
    }

    /** What has a name; empty if nothing has. */
    Optional<Staged> find(String name) {
        try {
            return Optional.of(LedgerJson.parse(
                    new HadoopTree(directory, hadoop, store).text(file(name).getName()), Staged.class));
        } catch (JsonProcessingException e) {
            throw LedgerJson.unreadable(file(name).toString(), "what was staged,", e);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new WarehouseException("Cannot read " + file(name) + ": " + e.getMessage(), e);
        }
    }

    /** The names of what was staged before an instant. */
    List<String> before(Instant instant) {
        try {
            FileSystem files = directory.getFileSystem(hadoop);
            return files.exists(directory)
                    ? Arrays.stream(files.listStatus(directory))
                            .filter(file -> file.getPath().getName().endsWith(SUFFIX)
                                    && Instant.ofEpochMilli(file.getModificationTime())
                                            .isBefore(instant))
                            .map(file -> file.getPath().getName())
                            .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new WarehouseException("Cannot list " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Forgets what has a name. */
    void delete(String name) {
        try {
            directory.getFileSystem(hadoop).delete(file(name), false);
        } catch (IOException e) {
            throw new WarehouseException("Cannot delete " + file(name) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Names are letters, digits, {@code -} and {@code _}, up to 64, so that they are file names everywhere.
     *
     * @throws IllegalArgumentException if this is none
     */
    public static void requireName(String name) {
        boolean fit = !name.isEmpty()
                && name.length() <= 64
                && name.chars().allMatch(c -> c == '-' || c == '_' || c < 128 && Character.isLetterOrDigit(c));
        if (!fit) {
            throw new IllegalArgumentException(
                    "Invalid name: " + name + ", must be 1 to 64 letters, digits, - and _, such as 2026-11-24");
        }
    }

    private Path file(String name) {
        requireName(name);
        return new Path(directory, name + SUFFIX);
    }
}
