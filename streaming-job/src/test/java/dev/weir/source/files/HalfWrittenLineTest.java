package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.RawRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line whose end is not written yet. */
class HalfWrittenLineTest {
    private static final Duration IDLE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final TestingClock clock = new TestingClock();
    private final RecordReaderFactory readers =
            new RecordReaderFactory(RawRecords.SCHEMA, new SerializableConfiguration(new Configuration()));
    private LogDirectory logs;
    private FileStream stream;
    private Offset read;

    @BeforeEach
    void startStream() throws IOException {
        logs = new LogDirectory(directory.resolve("logs"), clock);
        logs.write("access.log", "one\ntw");
        stream = open();
        read = stream.initialOffset();
        assertThat(lines()).containsExactly("one");
    }

    @Test
    void isOneLineHoweverFarTheClockJumpsWhileItIsWritten() throws IOException {
        clock.jump(Duration.ofDays(10));
        assertThat(lines()).isEmpty();
        stream = open();
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
        stream = open();
        stream.prepareForTriggerAvailableNow();

        assertThat(lines()).containsExactly("tw");
    }

    private FileStream open() throws IOException {
        FileOptions options = FileOptions.of(new CaseInsensitiveStringMap(
                Map.of("path", directory.resolve("logs").toString(), "idle", IDLE.toSeconds() + "s")));
        return new FileStream(
                options,
                directory.resolve("checkpoint").toString(),
                new Configuration(),
                readers,
                clock,
                clock::nanoTime);
    }

    /** What the next micro-batch has. */
    private List<String> lines() throws IOException {
        Offset end = stream.latestOffset(read, Budget.UNLIMITED);
        List<String> lines = new ArrayList<>();
        for (InputPartition partition :
                end.equals(read) ? new InputPartition[0] : stream.planInputPartitions(read, end)) {
            try (PartitionReader<InternalRow> reader = readers.createReader(partition)) {
                while (reader.next()) {
                    lines.add(new String(reader.get().getBinary(5), UTF_8));
                }
            }
        }
        read = end;
        return lines;
    }
}
