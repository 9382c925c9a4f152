package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A directory that holds everything: {@code warehouse.json} (its identity), {@code archive/} (raw records),
 * {@code tables/lines} and {@code tables/partials} (Delta), {@code ledger/}, {@code staged/} and {@code checkpoints/}.
 */
public final class Warehouse {
    /** The layout's version; a warehouse with a higher one was made by a newer Weir. */
    static final int FORMAT = 1;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String IDENTITY = "warehouse.json";

    private final Path root;
    private final Configuration hadoop;
    private final String id;
    private final LedgerLog ledger;

    private Warehouse(Path root, Configuration hadoop, String id) {
        this.root = root;
        this.hadoop = hadoop;
        this.id = id;
        this.ledger = new LedgerLog(new Path(root, "ledger"), hadoop);
    }

    /**
     * Opens a warehouse that exists.
     *
     * @throws WarehouseException if there is none, or it was made by a newer version
     */
    public static Warehouse open(String directory, Configuration hadoop) {
        Path root = qualified(directory, hadoop);
        try {
            FileSystem files = root.getFileSystem(hadoop);
            Path identity = new Path(root, IDENTITY);
            if (!files.exists(identity)) {
                throw new WarehouseException("Cannot open warehouse " + directory + ": there is no " + IDENTITY
                        + " in it; name another with --warehouse, or make one with `weir stream` or `weir import`");
            }
            JsonNode json;
            try (InputStream in = files.open(identity)) {
                json = JSON.readTree(in);
            }
            int format = json.path("format").asInt();
            if (format < 1 || json.path("id").asText().isEmpty()) {
                throw damaged(directory, null);
            }
            if (format > FORMAT) {
                throw new WarehouseException("Cannot open warehouse " + directory + ": it has format " + format
                        + ", made by a newer version of Weir, and this version reads up to " + FORMAT
                        + "; upgrade Weir");
            }
            return new Warehouse(root, hadoop, json.path("id").asText());
        } catch (JsonProcessingException e) {
            throw damaged(directory, e);
        } catch (IOException e) {
            throw new WarehouseException("Cannot open warehouse " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a warehouse, made anew where there is none.
     *
     * @throws WarehouseException if the directory holds something else, cannot be written, or was made by a newer version
     */
    public static Warehouse openOrCreate(String directory, Configuration hadoop) {
        Path root = qualified(directory, hadoop);
        try {
            FileSystem files = root.getFileSystem(hadoop);
            Path identity = new Path(root, IDENTITY);
            if (!files.exists(identity)) {
                requireEmpty(directory, root, files);
                files.mkdirs(root);
                ObjectNode json = JSON.createObjectNode();
                json.put("id", UUID.randomUUID().toString());
                json.put("format", FORMAT);
                try {
                    LogStores.of(root, hadoop)
                            .write(identity, List.of(json.toString()).iterator(), false, hadoop);
                } catch (FileAlreadyExistsException raced) {
                    // Another process made it at the same moment: that one is as good.
                }
            }
        } catch (IOException e) {
            throw new WarehouseException("Cannot create warehouse " + directory + ": " + e.getMessage(), e);
        }
        return open(directory, hadoop);
    }

    private static WarehouseException damaged(String directory, Throwable cause) {
        return new WarehouseException(
                "Cannot open warehouse " + directory + ": " + IDENTITY + " is damaged; restore it from a backup",
                cause);
    }

    private static void requireEmpty(String directory, Path root, FileSystem files) throws IOException {
        if (!files.exists(root)) {
            return;
        }
        FileStatus status = files.getFileStatus(root);
        if (status.isFile()) {
            throw new WarehouseException(
                    "Cannot create warehouse " + directory + ": it is a file; name a directory with --warehouse");
        }
        if (files.listStatus(root).length > 0) {
            throw new WarehouseException("Cannot create warehouse " + directory
                    + ": the directory holds other things; name an empty or new one with --warehouse");
        }
    }

    private static Path qualified(String directory, Configuration hadoop) {
        try {
            Path path = new Path(directory);
            return path.getFileSystem(hadoop).makeQualified(path);
        } catch (IOException | IllegalArgumentException e) {
            throw new WarehouseException("Cannot open warehouse " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The identity that checkpoints are bound to. */
    public String id() {
        return id;
    }

    /** The directory as given, made absolute. */
    public String location() {
        return "file".equals(root.toUri().getScheme()) ? root.toUri().getPath() : root.toString();
    }

    /** The directory, if it is one of the local file system. */
    public Optional<java.nio.file.Path> localDirectory() {
        return "file".equals(root.toUri().getScheme())
                ? Optional.of(java.nio.file.Path.of(root.toUri().getPath()))
                : Optional.empty();
    }

    public LedgerLog ledger() {
        return ledger;
    }

    /** The raw archive. */
    public Archive archive() {
        return new Archive(path("archive"), hadoop);
    }

    /** What waits to be published. */
    public Staging staging() {
        return new Staging(path("staged"), hadoop);
    }

    /** Where a stream keeps its progress. */
    public Path checkpoint(String stream) {
        return new Path(path("checkpoints"), stream);
    }

    /** Bytes on disk below one of the warehouse's directories: {@code archive}, {@code tables}, {@code ledger}. */
    public long size(String directory) {
        try {
            Path path = path(directory);
            FileSystem files = path.getFileSystem(hadoop);
            return files.exists(path) ? files.getContentSummary(path).getLength() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path lines() {
        return path("tables/lines");
    }

    Path partials() {
        return path("tables/partials");
    }

    private Path path(String relative) {
        return new Path(root, relative);
    }
}
