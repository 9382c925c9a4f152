package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.answers.Answers;
import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.rollup.KeyedHash;
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
 * {@code tables/lines} and {@code tables/cells} (Delta), {@code ledger/}, {@code staged/} and {@code checkpoints/}.
 */
public final class Warehouse {
    /** The layout's version; a warehouse with a higher one was made by a newer Weir. */
    static final int FORMAT = 2;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String IDENTITY = "warehouse.json";

    /** What it will say once an upgrade is done. */
    private static final String UPGRADE = "upgrade.json";

    private final Path root;
    private final Configuration hadoop;
    private final Identity identity;
    private final Catalogue catalogue;
    private final LedgerLog ledger;

    /**
     * What {@code warehouse.json} says.
     *
     * @param key of the hashes by which cells are limited and distinct values counted; null in format 1
     */
    record Identity(String id, int format, String key) {
        @Override
        public String toString() {
            return "warehouse " + id + " of format " + format;
        }
    }

    private Warehouse(Path root, Configuration hadoop, Identity identity, Catalogue catalogue) {
        this.root = root;
        this.hadoop = hadoop;
        this.identity = identity;
        this.catalogue = catalogue;
        this.ledger = new LedgerLog(new Path(root, "ledger"), hadoop);
    }

    /**
     * Opens a warehouse that exists.
     *
     * @throws WarehouseException if there is none, it has to be upgraded, or it was made by a newer version
     */
    public static Warehouse open(String directory, Configuration hadoop) {
        Warehouse warehouse = openAny(directory, hadoop);
        if (warehouse.identity.format() < FORMAT) {
            throw new WarehouseException("Cannot open warehouse " + directory + ": it has format "
                    + warehouse.identity.format() + ", and this version works on format " + FORMAT
                    + "; stop what writes to it and run `weir upgrade --warehouse " + directory + "`");
        }
        return warehouse;
    }

    /**
     * Opens a warehouse of this or an older format, whose ledger can be read.
     *
     * @throws WarehouseException if there is none, or it was made by a newer version
     */
    public static Warehouse openAny(String directory, Configuration hadoop) {
        Path root = qualified(directory, hadoop);
        try {
            FileSystem files = root.getFileSystem(hadoop);
            Path identity = new Path(root, IDENTITY);
            if (!files.exists(identity)) {
                throw new WarehouseException("Cannot open warehouse " + directory + ": there is no " + IDENTITY
                        + " in it; name another with --warehouse, or make one with `weir stream` or `weir import`");
            }
            return new Warehouse(root, hadoop, read(identity, directory, files), Answers.CATALOGUE);
        } catch (IOException e) {
            throw new WarehouseException("Cannot open warehouse " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Identity read(Path path, String directory, FileSystem files) throws IOException {
        try (InputStream in = files.open(path)) {
            JsonNode json = JSON.readTree(in);
            int format = json.path("format").asInt();
            if (format > FORMAT) {
                throw new WarehouseException("Cannot open warehouse " + directory + ": it has format " + format
                        + ", made by a newer version of Weir, and this version reads up to " + FORMAT
                        + "; upgrade Weir");
            }
            Identity identity = new Identity(
                    json.path("id").asText(), format, json.path("key").asText(null));
            if (format < 1 || identity.id().isEmpty() || format >= FORMAT && identity.key() == null) {
                throw damaged(path, directory, null);
            }
            return identity;
        } catch (JsonProcessingException e) {
            throw damaged(path, directory, e);
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
                try {
                    write(
                            identity,
                            hadoop,
                            new Identity(UUID.randomUUID().toString(), FORMAT, KeyedHash.newKey()),
                            false);
                } catch (FileAlreadyExistsException raced) {
                    // Another process made it at the same moment: that one is as good.
                }
            }
        } catch (IOException e) {
            throw new WarehouseException("Cannot create warehouse " + directory + ": " + e.getMessage(), e);
        }
        return open(directory, hadoop);
    }

    private static void write(Path path, Configuration hadoop, Identity identity, boolean anew) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", identity.id());
        json.put("format", identity.format());
        json.put("key", identity.key());
        LogStores.of(path, hadoop).write(path, List.of(json.toString()).iterator(), anew, hadoop);
    }

    private static WarehouseException damaged(Path path, String directory, Throwable cause) {
        return new WarehouseException(
                "Cannot open warehouse " + directory + ": " + path.getName() + " is damaged; restore it from a backup",
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
        return identity.id();
    }

    /** Whether it has to be upgraded. */
    public boolean isOlder() {
        return identity.format() < FORMAT;
    }

    /** The warehouse as it is once it is upgraded; several that upgrade it have one key. */
    Warehouse upgrading() {
        Path begun = path(UPGRADE);
        try {
            FileSystem files = root.getFileSystem(hadoop);
            if (!files.exists(begun)) {
                try {
                    write(begun, hadoop, new Identity(id(), FORMAT, KeyedHash.newKey()), false);
                } catch (FileAlreadyExistsException raced) {
                    // That one's key is as good.
                }
            }
            Identity next = read(begun, location(), files);
            // Whoever has finished meanwhile took its key away, and this one is another.
            Identity now = read(path(IDENTITY), location(), files);
            return new Warehouse(root, hadoop, now.format() < FORMAT ? next : now, catalogue);
        } catch (IOException e) {
            throw new WarehouseException("Cannot upgrade warehouse " + location() + ": " + e.getMessage(), e);
        }
    }

    /** Makes it what it is when it is opened from now on. */
    void putInForce() {
        try {
            write(path(IDENTITY), hadoop, identity, true);
        } catch (IOException e) {
            throw new WarehouseException("Cannot upgrade warehouse " + location() + ": " + e.getMessage(), e);
        }
    }

    /** Deletes what only older formats need. */
    void deleteOlderTables() {
        try {
            FileSystem files = root.getFileSystem(hadoop);
            files.delete(path(UPGRADE), false);
            files.delete(path("tables/partials"), true);
        } catch (IOException e) {
            throw new WarehouseException("Cannot delete the older tables of " + location() + ": " + e.getMessage(), e);
        }
    }

    /** What tables and rollups it has. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The same warehouse with other rollups. */
    public Warehouse with(Catalogue other) {
        return new Warehouse(root, hadoop, identity, other);
    }

    /** The hash by its secret key. */
    KeyedHash keyed() {
        return KeyedHash.by(identity.key());
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

    Path table(Table table) {
        return path("tables/" + table.name());
    }

    private Path path(String relative) {
        return new Path(root, relative);
    }
}
