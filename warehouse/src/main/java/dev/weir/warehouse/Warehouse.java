package dev.weir.warehouse;

import dev.weir.answers.Answers;
import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.ledger.Ledger;
import dev.weir.rollup.KeyedHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A directory that holds everything: {@code warehouse.json} (its identity), {@code archive/} (raw records),
 * {@code tables/lines} and {@code tables/cells} (Delta), {@code ledger/}, {@code staged/} and {@code checkpoints/}.
 */
public final class Warehouse {
    private final FileTree files;
    private final LazyHadoop hadoop;
    private final WarehouseIdentity identity;
    private final Catalogue catalogue;
    private final LedgerLog ledger;

    private Warehouse(FileTree files, LazyHadoop hadoop, WarehouseIdentity identity, Catalogue catalogue) {
        this.files = files;
        this.hadoop = hadoop;
        this.identity = identity;
        this.catalogue = catalogue;
        this.ledger = new LedgerLog(new LedgerFiles(files.below("ledger")));
    }

    /**
     * Opens a warehouse that exists, with the settings of this process. Where it is on a local disk, Hadoop is not loaded before
     * something is written, or read with Spark.
     *
     * @throws WarehouseException if there is none, it has to be upgraded, or it was made by a newer version
     */
    public static Warehouse open(String directory) {
        return openAny(directory).requirePresentFormat(directory);
    }

    /**
     * Opens a warehouse of this or an older format, whose ledger can be read, as {@link #open(String)} does.
     *
     * @throws WarehouseException if there is none, or it was made by a newer version
     */
    public static Warehouse openAny(String directory) {
        LazyHadoop hadoop = new LazyHadoop();
        return openAny(directory, files(directory, hadoop), hadoop);
    }

    /**
     * Opens a warehouse that exists.
     *
     * @throws WarehouseException if there is none, it has to be upgraded, or it was made by a newer version
     */
    public static Warehouse open(String directory, Configuration hadoop) {
        LazyHadoop given = new LazyHadoop(hadoop);
        return openAny(directory, files(directory, given), given).requirePresentFormat(directory);
    }

    private Warehouse requirePresentFormat(String directory) {
        if (isOlder()) {
            throw new WarehouseException("Cannot open warehouse " + directory + ": it has format " + identity.format()
                    + ", and this version works on format " + WarehouseIdentity.FORMAT
                    + "; stop what writes to it and run `weir upgrade --warehouse " + directory + "`");
        }
        return this;
    }

    private static Warehouse openAny(String directory, FileTree files, LazyHadoop hadoop) {
        try {
            if (!files.exists(WarehouseIdentity.FILE)) {
                throw new WarehouseException("Cannot open warehouse " + directory + ": there is no "
                        + WarehouseIdentity.FILE
                        + " in it; name another with --warehouse, or make one with `weir stream` or `weir import`");
            }
            WarehouseIdentity identity = WarehouseIdentity.read(files, WarehouseIdentity.FILE, directory);
            return new Warehouse(files, hadoop, identity, Answers.CATALOGUE);
        } catch (IOException e) {
            throw new WarehouseException("Cannot open warehouse " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a warehouse, made anew where there is none, with the settings of this process.
     *
     * @throws WarehouseException if the directory holds something else, cannot be written, or was made by a newer version
     */
    public static Warehouse openOrCreate(String directory) {
        return openOrCreate(directory, new LazyHadoop());
    }

    /**
     * Opens a warehouse, made anew where there is none.
     *
     * @throws WarehouseException if the directory holds something else, cannot be written, or was made by a newer version
     */
    public static Warehouse openOrCreate(String directory, Configuration hadoop) {
        return openOrCreate(directory, new LazyHadoop(hadoop));
    }

    private static Warehouse openOrCreate(String directory, LazyHadoop hadoop) {
        FileTree files = files(directory, hadoop);
        try {
            if (!files.exists(WarehouseIdentity.FILE)) {
                NewWarehouse.make(directory, files, hadoop.settings());
            }
        } catch (IOException e) {
            throw new WarehouseException("Cannot create warehouse " + directory + ": " + e.getMessage(), e);
        }
        return openAny(directory, files, hadoop).requirePresentFormat(directory);
    }

    private static FileTree files(String directory, LazyHadoop hadoop) {
        return LocalTree.of(directory, hadoop).orElseGet(() -> hadoop.qualified(directory));
    }

    /** The identity that checkpoints are bound to. */
    public String id() {
        return identity.id();
    }

    /** Whether it has to be upgraded. */
    public boolean isOlder() {
        return identity.format() < WarehouseIdentity.FORMAT;
    }

    /** The warehouse as it is once it is upgraded; several that upgrade it have one key. */
    Warehouse upgrading() throws IOException {
        if (!files.exists(WarehouseIdentity.UPGRADE)) {
            try {
                files.putIfAbsent(
                        WarehouseIdentity.UPGRADE,
                        WarehouseIdentity.of(identity.id()).line());
            } catch (FileAlreadyExistsException raced) {
                // That one's key is as good.
            }
        }
        WarehouseIdentity next = WarehouseIdentity.read(files, WarehouseIdentity.UPGRADE, location());
        // Whoever has finished meanwhile took its key away, and this one is another.
        WarehouseIdentity now = WarehouseIdentity.read(files, WarehouseIdentity.FILE, location());
        return new Warehouse(files, hadoop, now.format() < next.format() ? next : now, catalogue);
    }

    /** Makes it what it is when it is opened from now on. */
    void putInForce() throws IOException {
        Path path = path(WarehouseIdentity.FILE);
        LogStores.of(path, hadoop.settings())
                .write(path, List.of(identity.line()).iterator(), true, hadoop.settings());
    }

    /** Deletes what only older formats need. */
    void deleteOlderTables() throws IOException {
        FileSystem system = path("").getFileSystem(hadoop.settings());
        system.delete(path(WarehouseIdentity.UPGRADE), false);
        system.delete(path("tables/partials"), true);
    }

    /** What tables and rollups it has. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The same warehouse with other rollups. */
    public Warehouse with(Catalogue other) {
        return new Warehouse(files, hadoop, identity, other);
    }

    /** The hash by its secret key. */
    KeyedHash keyed() {
        return KeyedHash.by(identity.key());
    }

    /** The directory as given, made absolute. */
    public String location() {
        String path = files.path("");
        return path.startsWith("file:") ? path.substring("file:".length()) : path;
    }

    /** The directory, if it is one of the local file system. */
    public Optional<java.nio.file.Path> localDirectory() {
        return location().startsWith("/") ? Optional.of(java.nio.file.Path.of(location())) : Optional.empty();
    }

    public LedgerLog ledger() {
        return ledger;
    }

    /**
     * Requires, after an answer was read, that it could be: a clean-up announces in the ledger what it deletes before it does.
     *
     * @param asked the ledger as of which was answered
     * @throws WarehouseException if rows that it needed may have been deleted meanwhile
     */
    public void requireStanding(Ledger asked) {
        if (asked.position() < ledger.read().horizon()) {
            throw new WarehouseException("Cannot trust this answer: a clean-up deleted rows that it needs while the"
                    + " query ran; ask again, and clean with more --keep-days");
        }
    }

    /** The raw archive. */
    public Archive archive() {
        return new Archive(path("archive"), hadoop.settings());
    }

    /** What waits to be published. */
    public Staging staging() {
        return new Staging(path("staged"), hadoop.settings());
    }

    /** Where a stream keeps its progress. */
    public Path checkpoint(String stream) {
        return new Path(path("checkpoints"), stream);
    }

    /** Bytes on disk below one of the warehouse's directories: {@code archive}, {@code tables}, {@code ledger}. */
    public long size(String directory) {
        try {
            return files.size(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path table(Table table) {
        return path("tables/" + table.name());
    }

    private Path path(String relative) {
        return new Path(files.path(relative));
    }
}
