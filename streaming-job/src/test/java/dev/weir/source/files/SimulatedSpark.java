package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.connector.read.streaming.Offset;

/** Keeps Spark's micro-batch protocol with a source, and dies at any point of it. */
final class SimulatedSpark {
    private final StreamOnDisk onDisk;
    private final Random random;
    private final List<String> lines = new ArrayList<>();
    private FileStream stream;
    /** What Spark's offset log and commit log hold. */
    private String committed;

    private String logged;

    SimulatedSpark(Path directory, TestingClock clock, Random random) throws IOException {
        this.onDisk = new StreamOnDisk(directory, clock);
        this.random = random;
        restart();
        this.committed = stream.initialOffset().json();
    }

    List<String> lines() {
        return lines;
    }

    /** One micro-batch, or part of one; true if there was anything to do. */
    boolean trigger() throws IOException {
        Offset start = stream.deserializeOffset(committed);
        if (logged == null) {
            Budget budget = new Budget(1 + random.nextInt(300), 1 + random.nextInt(10));
            Offset end = stream.latestOffset(start, random.nextBoolean() ? budget : Budget.UNLIMITED);
            if (end.equals(start)) {
                return false;
            }
            if (killed()) {
                return true;
            }
            logged = end.json();
            stream.commit(start);
        }
        Offset end = stream.deserializeOffset(logged);
        List<String> batch = read(start, end);
        assertThat(batch).isNotEmpty();
        if (killed()) {
            assertThat(read(start, end)).isEqualTo(batch);
            return true;
        }
        lines.addAll(batch);
        committed = logged;
        logged = null;
        return true;
    }

    void drain() throws IOException {
        boolean more = true;
        while (more) {
            more = trigger();
        }
    }

    private boolean killed() throws IOException {
        if (random.nextInt(6) > 0) {
            return false;
        }
        restart();
        return true;
    }

    private void restart() throws IOException {
        stream = onDisk.open();
    }

    private List<String> read(Offset start, Offset end) throws IOException {
        return StreamOnDisk.read(stream, start, end);
    }
}
