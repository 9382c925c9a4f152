package dev.weir.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.warehouse.LogStores;
import dev.weir.warehouse.Warehouse;
import dev.weir.warehouse.WarehouseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A stream's progress, bound to one warehouse and, on a local file system, held by one process at a time.
 *
 * @param path where Spark keeps it
 * @param stream the stream's lasting identity, under which the ledger knows its micro-batches
 * @param lock held until closed; empty where the file system has none, and the ledger alone refuses a second writer
 */
public record Checkpoint(Path path, String stream, Optional<FileLock> lock) implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BINDING = "weir.json";

    /**
     * Opens a checkpoint, made and bound to the warehouse where it is new.
     *
     * @throws WarehouseException if it belongs to another warehouse, or another process holds it
     */
    public static Checkpoint open(Path path, Warehouse warehouse, Configuration hadoop) {
        try {
            path.getFileSystem(hadoop).mkdirs(path);
            Checkpoint held = new Checkpoint(path, "", lock(path));
            try {
                return new Checkpoint(path, bound(path, warehouse, hadoop), held.lock());
            } catch (IOException | RuntimeException e) {
                held.close();
                throw e;
            }
        } catch (IOException e) {
            throw new WarehouseException("Cannot open checkpoint " + path + ": " + e.getMessage(), e);
        }
    }

    /** The stream that the checkpoint is of, which is bound to this warehouse. */
    private static String bound(Path path, Warehouse warehouse, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        Path binding = new Path(path, BINDING);
        if (!files.exists(binding)) {
            var json = JSON.createObjectNode();
            json.put("warehouse", warehouse.id());
            json.put("stream", UUID.randomUUID().toString());
            try {
                LogStores.of(path, hadoop)
                        .write(binding, List.of(json.toString()).iterator(), false, hadoop);
            } catch (FileAlreadyExistsException raced) {
                // Another process bound it at the same moment: what that one wrote holds for both.
            }
        }
        JsonNode json;
        try (InputStream in = files.open(binding)) {
            json = JSON.readTree(in);
        } catch (JsonProcessingException e) {
            json = JSON.createObjectNode();
        }
        if (json.path("stream").asText().isEmpty()) {
            throw new WarehouseException("Cannot use checkpoint " + path + ": " + BINDING
                    + " is damaged; restore it from a backup, or name another with --checkpoint");
        }
        if (!warehouse.id().equals(json.path("warehouse").asText())) {
            throw new WarehouseException("Cannot use checkpoint " + path + ": it belongs to warehouse "
                    + json.path("warehouse").asText() + ", not to " + warehouse.location() + " ("
                    + warehouse.id() + "); name another with --checkpoint");
        }
        return json.path("stream").asText();
    }

    private static Optional<FileLock> lock(Path path) throws IOException {
        String scheme = path.toUri().getScheme();
        if (scheme != null && !scheme.equals("file")) {
            return Optional.empty();
        }
        java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath(), ".weir.lock");
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new WarehouseException("Cannot use checkpoint " + path
                    + ": another process streams with it; stop that one, or name another with --checkpoint");
        }
        return Optional.of(lock);
    }

    @Override
    public void close() {
        lock.ifPresent(held -> {
            try {
                held.acquiredBy().close();
            } catch (IOException e) {
                throw new WarehouseException("Cannot release checkpoint " + path + ": " + e.getMessage(), e);
            }
        });
    }
}
