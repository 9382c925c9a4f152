package dev.weir.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Generates access logs as a busy server's would be: with people, robots and attacks, with duplicates, late lines and
 * malformed ones. The same options give the same bytes.
 */
public final class Generator {
    private Generator() {}

    /** Writes logs, their truth and a manifest below a directory that has no logs yet. */
    public static GeneratedLogs generate(GeneratorOptions options, Path dir) throws IOException {
        return generate(options, dir, requests -> {});
    }

    /**
     * Writes logs, their truth and a manifest below a directory that has no logs yet.
     *
     * @param progress is told from time to time how many requests there are
     */
    public static GeneratedLogs generate(GeneratorOptions options, Path dir, LongConsumer progress) throws IOException {
        Path logs = dir.resolve("logs");
        if (Files.exists(logs)) {
            throw new FileAlreadyExistsException(logs.toString(), null, "must not exist: old and new files would mix");
        }
        Files.createDirectories(logs);
        Recount recount = new Recount(options);
        GeneratedLogs generated = new Production(options, Outlet.directory(dir)).run(recount::count, progress);
        new TruthWriter(recount, dir.resolve(Truth.DIRECTORY)).write();
        generated.write(dir);
        return generated;
    }

    /** Writes the same lines to one stream, in the order of their arrival, and leaves it open. */
    public static GeneratedLogs print(GeneratorOptions options, OutputStream out, LongConsumer progress)
            throws IOException {
        return new Production(options, Outlet.stream(out)).run(request -> {}, progress);
    }
}
