package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line whose end is not written yet. */
class HalfWrittenLineTest {
    private static final Duration IDLE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final TestingClock clock = new TestingClock();
    private StreamOnDisk onDisk;
    private LogDirectory logs;
    private FileStream stream;
    private Offset read;

    @BeforeEach
    void startStream() throws IOException {
        logs = new LogDirectory(directory.resolve("logs"), clock);
        logs.write("access.log", "one\ntw");
        onDisk = new StreamOnDisk(directory, clock);
        stream = onDisk.open();
        read = stream.initialOffset();
        assertThat(lines()).containsExactly("one");
    }

    @Test
    void isOneLineHoweverFarTheClockJumpsWhileItIsWritten() throws IOException {
        clock.jump(Duration.ofDays(10));
        assertThat(lines()).isEmpty();
        stream = onDisk.open();
        assertThat(lines()).as("after a restart").isEmpty();

        logs.append("access.log", "o\n");

        assertThat(lines()).containsExactly("two");
    }

    @Test
    void isTakenWhenNobodyWasSeenToWriteForAsLong() throws IOException {
        clock.jump(Duration.ofDays(-10));
        clock.pass(IDLE.minusSeconds(1));
        assertThat(lines()).isEmpty();
        logs.append("access.log", "ic");
        clock.pass(IDLE.minusSeconds(1));
        assertThat(lines()).isEmpty();

        clock.pass(IDLE);

        assertThat(lines()).containsExactly("twic");
    }

    @Test
    void isTakenByItsAgeWhereTheStreamEndsWithWhatIsThere() throws IOException {
        clock.pass(IDLE);
        stream = onDisk.open();
        stream.prepareForTriggerAvailableNow();

        assertThat(lines()).containsExactly("tw");
    }

    /** What the next micro-batch has. */
    private List<String> lines() throws IOException {
        Offset start = read;
        read = stream.latestOffset(start, Budget.UNLIMITED);
        return StreamOnDisk.read(stream, start, read);
    }
}
