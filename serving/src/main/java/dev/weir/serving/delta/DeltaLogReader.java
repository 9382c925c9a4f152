package dev.weir.serving.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the log of a Delta table on a local disk: the last checkpoint, and the commits after it, as the
 * <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md">protocol</a> has it. What it does not know, it refuses.
 *
 * <p>It lists no directory, which grows by 43,200 names a day, but where the name of the last checkpoint is lost.
 */
public final class DeltaLogReader {
    private static final JsonMapper JSON = new JsonMapper();

    /** How far to look behind the end for a commit that is there, so that one before it is missing: two intervals of checkpoints. */
    private static final int LOOK_AHEAD = 100;

    private final Path table;
    private final Path log;
    private final CheckpointReader checkpoints;

    /** The newest version that was read, from which the next reading goes on. */
    private Optional<Reading> known = Optional.empty();

    private record Reading(LogReplay replay, Snapshot snapshot) {}

    /** @param table its directory */
    public DeltaLogReader(Path table, CheckpointReader checkpoints) {
        this.table = table.toAbsolutePath().normalize();
        this.log = this.table.resolve("_delta_log");
        this.checkpoints = checkpoints;
    }

    /** Whether there is such a table. */
    public boolean exists() {
        return Files.exists(log);
    }

    /**
     * Reads the newest version; of one that was read before, only what is new.
     *
     * @throws DeltaLogException if the log is damaged, or has what this reader does not know
     */
    public synchronized Snapshot read() {
        Optional<Reading> begin = known;
        known = Optional.empty();
        Reading reading = begin.isPresent() ? on(begin.get()) : from(lastCheckpoint());
        // Versions that a newer checkpoint replaced may have been deleted meanwhile: what is missing then looks like an
        // end.
        Optional<LogCheckpoint> last = lastCheckpoint();
        while (last.isPresent() && last.get().version() > reading.snapshot().version()) {
            reading = from(last);
            last = lastCheckpoint();
        }
        known = Optional.of(reading);
        return reading.snapshot();
    }

    private Reading from(Optional<LogCheckpoint> checkpoint) {
        LogReplay replay = new LogReplay(table);
        checkpoint.ifPresent(begin -> take(replay, begin));
        long version =
                takeCommits(replay, checkpoint.map(LogCheckpoint::version).orElse(-1L));
        if (version < 0) {
            throw DeltaLogException.damaged(log, "there is neither a checkpoint nor version 0", null);
        }
        return new Reading(replay, replay.snapshot(version, log));
    }

    private Reading on(Reading before) {
        long version = takeCommits(before.replay(), before.snapshot().version());
        return version == before.snapshot().version()
                ? before
                : new Reading(before.replay(), before.replay().snapshot(version, log));
    }

    /** Takes in all commits after a version; returns the last one's. */
    private long takeCommits(LogReplay replay, long after) {
        long version = after;
        while (takeCommit(replay, version + 1)) {
            version++;
        }
        for (long later = version + 2; later <= version + LOOK_AHEAD; later++) {
            if (Files.exists(commit(later))) {
                // Committed while this was reading, or there is a hole.
                if (Files.exists(commit(version + 1))) {
                    return takeCommits(replay, version);
                }
                throw DeltaLogException.damaged(
                        commit(version + 1), "it is missing, and version " + later + " is there", null);
            }
        }
        return version;
    }

    private void take(LogReplay replay, LogCheckpoint checkpoint) {
        List<Path> files = checkpoint.files(log);
        try {
            checkpoints.read(files, row -> replay.take(files.get(0), row));
        } catch (DeltaLogException e) {
            throw e;
        } catch (RuntimeException e) {
            throw DeltaLogException.damaged(files.get(0), "it is no whole Parquet file (" + e.getMessage() + ")", e);
        }
    }

    /** Whether there is such a version. */
    private boolean takeCommit(LogReplay replay, long version) {
        Path file = commit(version);
        try {
            List<String> actions = Files.readAllLines(file);
            if (actions.isEmpty()) {
                throw DeltaLogException.damaged(file, "it is empty", null);
            }
            actions.stream().filter(line -> !line.isBlank()).forEach(line -> replay.take(file, line));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw DeltaLogException.damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private Path commit(long version) {
        return log.resolve("%020d.json".formatted(version));
    }

    /** What the log names as its last checkpoint, or else the newest that is there. */
    private Optional<LogCheckpoint> lastCheckpoint() {
        Path hint = log.resolve("_last_checkpoint");
        try {
            JsonNode json = JSON.readTree(Files.readString(hint));
            if (json.hasNonNull("v2Checkpoint")) {
                throw DeltaLogException.unknown(hint, "a V2 checkpoint");
            }
            LogCheckpoint named = new LogCheckpoint(
                    json.path("version").asLong(-1), json.path("parts").asInt(0));
            if (named.version() >= 0 && named.isWhole(log)) {
                return Optional.of(named);
            }
        } catch (NoSuchFileException | JsonProcessingException e) {
            // It is but a hint. A young table has none, and its first version is there.
            if (e instanceof NoSuchFileException && Files.exists(commit(0))) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw DeltaLogException.damaged(hint, String.valueOf(e.getMessage()), e);
        }
        return listed();
    }

    private Optional<LogCheckpoint> listed() {
        try (Stream<Path> names = Files.list(log)) {
            return LogCheckpoint.newest(
                    log, names.map(name -> name.getFileName().toString()));
        } catch (NoSuchFileException e) {
            throw DeltaLogException.damaged(log, "there is no such directory", e);
        } catch (IOException e) {
            throw DeltaLogException.damaged(log, String.valueOf(e.getMessage()), e);
        }
    }
}
