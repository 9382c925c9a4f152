package dev.weir.benchmarks;

import dev.weir.emulators.BigQueryEmulator;
import dev.weir.emulators.EmulatorException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What Weir is measured against, installed where it is missing. */
final class Peers {
    private final Path scripts;
    private final Path installed;
    private final Path scratch;
    private final Map<String, String> versions;
    private final Progress progress;

    /**
     * @param scripts {@code benchmarks/peers}
     * @param installed where peers go that this machine does not have
     * @param versions is told which versions ran
     */
    Peers(Path scripts, Path installed, Path scratch, Map<String, String> versions, Progress progress) {
        this.scripts = scripts;
        this.installed = installed;
        this.scratch = scratch;
        this.versions = versions;
        this.progress = progress;
    }

    GoAccess goAccess() throws PeerMissingException, IOException, InterruptedException {
        GoAccess goAccess = new GoAccess(executable("goaccess"), scratch);
        versions.put("GoAccess", goAccess.version());
        return goAccess;
    }

    /** To be closed after use: its threads idle, but its caches stay. */
    Chdb chdb() throws PeerMissingException, IOException, InterruptedException {
        Chdb chdb = new Chdb(executable("chdb"), scripts.resolve("chdb_peer.py"));
        versions.put("ClickHouse (chdb)", chdb.version());
        return chdb;
    }

    /** An empty one. To be closed after use. */
    BigQueryEmulator bigQuery(Path directory) throws PeerMissingException, IOException, InterruptedException {
        progress.say("Starting a BigQuery emulator, or installing it first");
        try {
            return BigQueryEmulator.start(directory);
        } catch (EmulatorException e) {
            throw new PeerMissingException(e.getMessage());
        }
    }

    private Path executable(String peer) throws PeerMissingException, IOException, InterruptedException {
        Path log = scratch.resolve("install-" + peer + ".log");
        progress.say("Looking for %s, or installing it below %s", peer, installed);
        Process install = new ProcessBuilder(scripts.resolve("install").toString(), peer, installed.toString())
                .redirectInput(new File("/dev/null"))
                .redirectError(log.toFile())
                .start();
        String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (install.waitFor() != 0) {
            throw new PeerMissingException(Files.readString(log)
                    .lines()
                    .reduce((first, last) -> last)
                    .orElse("the installation of " + peer + " failed"));
        }
        return Path.of(said);
    }
}
