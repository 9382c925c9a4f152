package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLogTest {
    private static final FileIdentity IDENTITY = FileIdentity.of((byte) 1, (byte) 2);
    private static final Mark MARK = new Mark(FileIdentity.of(), IDENTITY);
    private static final Marks MARKS = new Marks(Mark.BEGINNING, List.of(), MARK);

    @TempDir
    Path directory;

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        LogEntry entry = entry(1, "/logs/a b:%41[x].log", null);
        LogEntry other = entry(2, "gs://bucket/b.log", "a \"b\" c");
        SourceLog log = open();
        log.add(entry);
        log.add(other);

        assertThat(log.read(1)).isEqualTo(entry);
        assertThat(open().read(2)).isEqualTo(other);
        assertThat(open().last()).isEqualTo(2);
        assertThat(open().state().content(IDENTITY))
                .contains(other.contents().iterator().next());
        assertThat(open().state().sighting("/logs/a b:%41[x].log")).isPresent();
        assertThat(open().state().changedContents()).isEmpty();
    }

    @Test
    void ignoresAndRemovesWhatAKillLeft() throws IOException {
        open();
        Path left = Files.writeString(directory.resolve(".1.abc.tmp"), "{\"entry\":1,\"ra");

        assertThat(open().last()).isZero();
        assertThat(left).doesNotExist();
    }

    @Test
    void refusesASecondWriter() throws IOException {
        SourceLog log = open();
        SourceLog rival = open();
        rival.add(entry(1, "/logs/theirs.log", null));

        assertThatThrownBy(() -> log.add(entry(1, "/logs/ours.log", null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it exists. Another query runs on the same checkpoint");
        assertThat(log.read(1).ranges().get(0).path()).isEqualTo("/logs/theirs.log");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void oneOfManyWhoWriteAtOnceWins() throws Exception {
        SourceLog log = open();
        for (long number = 1; number <= 50; number++) {
            long entry = number;
            AtomicInteger won = new AtomicInteger();
            CyclicBarrier together = new CyclicBarrier(4);
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread writer = new Thread(() -> {
                    try {
                        together.await();
                        log.add(entry(entry, "/logs/a.log", null));
                        won.incrementAndGet();
                    } catch (IOException | InterruptedException | BrokenBarrierException e) {
                        assertThat(e).hasMessageContaining("it exists");
                    }
                });
                writer.start();
                writers.add(writer);
            }
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(won.get()).as("writers of entry %s", entry).isEqualTo(1);
        }
    }

    @Test
    void namesAMissingEntry() throws IOException {
        assertThatThrownBy(() -> open().read(7))
                .hasMessageContaining("Cannot read entry 7 of the source log")
                .hasMessageContaining("Restore the checkpoint directory");
    }

    private SourceLog open() throws IOException {
        return SourceLog.toWrite(new org.apache.hadoop.fs.Path(directory.toString()), new Configuration());
    }

    private static LogEntry entry(long number, String path, String header) {
        Instant arrived = Instant.parse("2026-11-24T12:00:00.123456Z");
        ReadState state =
                new ReadState(IDENTITY, IDENTITY, IDENTITY, 2, MARK, null, header != null, header, path, false);
        return new LogEntry(
                number,
                List.of(new FileRange(
                        path, IDENTITY, 0, 2, header, arrived, IDENTITY, header != null, false, MARKS, 2)),
                List.of(state),
                List.of(new Sighting(path, 9, 1, IDENTITY, false, true, new Inode("1:2", "3"), null)));
    }
}
