package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A directory that holds everything: {@code warehouse.json} (its identity), {@code archive/} (raw records),
 * {@code tables/lines} and {@code tables/partials} (Delta), {@code ledger/}, {@code staged/} and {@code checkpoints/}.
 */
public final class Warehouse {
    /** The layout's version; a warehouse with a higher one was made by a newer Weir. */
    static final int FORMAT = 1;

    private static final JsonMapper JSON = new JsonMapper();
    static final String IDENTITY = "warehouse.json";

    private final FileTree files;
    private final LazyHadoop hadoop;
    private final String id;
    private final LedgerLog ledger;

    private Warehouse(FileTree files, LazyHadoop hadoop, String id) {
        this.files = files;
        this.hadoop = hadoop;
        this.id = id;
        this.ledger = new LedgerLog(new LedgerFiles(files.below("ledger")));
    }

    /**
     * Opens a warehouse that exists, with the settings of this process. Where it is on a local disk, Hadoop is not loaded before
     * something is written, or read with Spark.
     *
     * @throws WarehouseException if there is none, or it was made by a newer version
     */
    public static Warehouse open(String directory) {
        LazyHadoop hadoop = new LazyHadoop();
        return open(directory, files(directory, hadoop), hadoop);
    }

    /**
     * Opens a warehouse that exists.
     *
     * @throws WarehouseException if there is none, or it was made by a newer version
     */
    public static Warehouse open(String directory, Configuration hadoop) {
        LazyHadoop given = new LazyHadoop(hadoop);
        return open(directory, files(directory, given), given);
    }

    private static Warehouse open(String directory, FileTree files, LazyHadoop hadoop) {
        try {
            if (!files.exists(IDENTITY)) {
                throw new WarehouseException("Cannot open warehouse " + directory + ": there is no " + IDENTITY
                        + " in it; name another with --warehouse, or make one with `weir stream` or `weir import`");
            }
            JsonNode json = JSON.readTree(files.text(IDENTITY));
            int format = json.path("format").asInt();
            if (format < 1 || json.path("id").asText().isEmpty()) {
                throw damaged(directory, null);
            }
            if (format > FORMAT) {
                throw new WarehouseException("Cannot open warehouse " + directory + ": it has format " + format
                        + ", made by a newer version of Weir, and this version reads up to " + FORMAT
                        + "; upgrade Weir");
            }
            return new Warehouse(files, hadoop, json.path("id").asText());
        } catch (JsonProcessingException e) {
            throw damaged(directory, e);
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
            if (!files.exists(IDENTITY)) {
                NewWarehouse.make(directory, new Path(files.path("")), hadoop.settings());
            }
        } catch (IOException e) {
            throw new WarehouseException("Cannot create warehouse " + directory + ": " + e.getMessage(), e);
        }
        return open(directory, files, hadoop);
    }

    private static FileTree files(String directory, LazyHadoop hadoop) {
        return LocalTree.of(directory, hadoop).orElseGet(() -> hadoop.qualified(directory));
    }

    private static WarehouseException damaged(String directory, Throwable cause) {
        return new WarehouseException(
                "Cannot open warehouse " + directory + ": " + IDENTITY + " is damaged; restore it from a backup",
                cause);
    }

    /** The identity that checkpoints are bound to. */
    public String id() {
        return id;
    }

    /** The directory as given, made absolute. */
    public String location() {
        String path = files.path("");
        return path.startsWith("file:") ? path.substring("file:".length()) : path;
    }

    public LedgerLog ledger() {
        return ledger;
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

    Path lines() {
        return path("tables/lines");
    }

    Path partials() {
        return path("tables/partials");
    }

    private Path path(String relative) {
        return new Path(files.path(relative));
    }
}
