package dev.weir.streaming;

import dev.weir.warehouse.Warehouse;
import dev.weir.warehouse.WarehouseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** How the directory is called in which a stream keeps its progress where the user names none. */
final class CheckpointName {
    private static final int DIGEST_BYTES = 16;
    /** Says in a checkpoint of a former name whose it is. */
    private static final String OWNER = "source";

    private CheckpointName() {}

    /** A name that no other source has, by what it reads. */
    static String of(String kind, String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return kind + "-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** As older versions did, of 32 bits, which others may share. */
    static String formerly(String kind, String source) {
        return kind + "-" + HexFormat.of().toHexDigits(source.hashCode());
    }

    /**
     * Where a source's progress is, or will be: also under a former name, unless it is another's. Of two sources that may
     * own it the first who asks does; the other begins a new one, and goes on where the ledger says.
     */
    static Path place(Source source, Warehouse warehouse, Configuration hadoop) {
        Path place = warehouse.checkpoint(source.checkpointName());
        try {
            FileSystem files = place.getFileSystem(hadoop);
            if (files.exists(place)) {
                return place;
            }
            for (String former : source.formerCheckpointNames()) {
                Path old = warehouse.checkpoint(former);
                if (files.exists(old) && source.mayOwn(old) && owns(source, files, new Path(old, OWNER))) {
                    return old;
                }
            }
            return place;
        } catch (IOException e) {
            throw new WarehouseException("Cannot look for checkpoint " + place + ": " + e.getMessage(), e);
        }
    }

    private static boolean owns(Source source, FileSystem files, Path owner) throws IOException {
        if (!files.exists(owner)) {
            try (OutputStream out = files.create(owner, false)) {
                out.write(source.checkpointName().getBytes(StandardCharsets.UTF_8));
            }
        }
        try (InputStream in = files.open(owner)) {
            return source.checkpointName().equals(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
