package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Entry;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LostAnswersTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    java.nio.file.Path temp;

    /** What a client of a file system may hear of a write. */
    enum Trouble {
        WRITTEN_BUT_TIMED_OUT {
            @Override
            void write(LogStore store, Path path, List<String> lines, Configuration hadoop) throws IOException {
                store.write(path, lines.iterator(), false, hadoop);
                throw new SocketTimeoutException("Read timed out");
            }
        },
        WRITTEN_AND_ASKED_AGAIN {
            @Override
            void write(LogStore store, Path path, List<String> lines, Configuration hadoop) throws IOException {
                store.write(path, lines.iterator(), false, hadoop);
                store.write(path, lines.iterator(), false, hadoop);
            }
        },
        NOT_WRITTEN {
            @Override
            void write(LogStore store, Path path, List<String> lines, Configuration hadoop) throws IOException {
                throw new SocketTimeoutException("connect timed out");
            }
        },
        TAKEN_BY_ANOTHER {
            @Override
            void write(LogStore store, Path path, List<String> lines, Configuration hadoop) throws IOException {
                store.write(path, List.of(LedgerJson.line(segment("other", 7))).iterator(), false, hadoop);
                store.write(path, lines.iterator(), false, hadoop);
            }
        },
        TAKEN_BY_ANOTHER_AND_TIMED_OUT {
            @Override
            void write(LogStore store, Path path, List<String> lines, Configuration hadoop) throws IOException {
                store.write(path, List.of(LedgerJson.line(segment("other", 7))).iterator(), false, hadoop);
                throw new SocketTimeoutException("Read timed out");
            }
        };

        abstract void write(LogStore store, Path path, List<String> lines, Configuration hadoop) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_WRITTEN")
    void anAppendWhoseAnswerIsLostHappensOnce(Trouble trouble) {
        LedgerLog quiet = ledger(LogStores.of(directory(), HADOOP));
        quiet.append(new Cleanup(Instant.EPOCH, 0));
        Entry entry = segment("ours", 1);

        long position = ledger(new Troubled(trouble)).append(entry);

        assertThat(quiet.read().entries()).containsOnlyOnce(entry);
        assertThat(quiet.read().entries().get((int) position - 1)).isEqualTo(entry);
        assertThatThrownBy(() -> quiet.append(segment("later", 1)))
                .isInstanceOf(LedgerLog.RefusedException.class)
                .hasMessageContaining("was already admitted as segment ours");
    }

    @Test
    void anAppendThatDidNotHappenSaysWhy() {
        LedgerLog log = ledger(new Troubled(Trouble.NOT_WRITTEN));

        assertThatThrownBy(() -> log.append(segment("ours", 1)))
                .isInstanceOf(WarehouseException.class)
                .hasMessageStartingWith("Cannot append to the ledger ")
                .hasMessageEndingWith("ledger: connect timed out");
        assertThat(log.read().entries()).isEmpty();
        assertThat(log.append(segment("ours", 1))).isEqualTo(1);
    }

    @Test
    void whoComesSecondWithTheSameMicroBatchIsRefused() {
        LedgerLog log = ledger(new Troubled(Trouble.TAKEN_BY_ANOTHER));

        assertThatThrownBy(() -> log.append(segment("ours", 7)))
                .isInstanceOf(LedgerLog.RefusedException.class)
                .hasMessageContaining("micro-batch 7 of stream stream was already admitted as segment other");
        assertThatThrownBy(() -> LogStores.of(directory(), HADOOP)
                        .write(
                                new Path(directory(), "00000000000000000001.json"),
                                List.of("").iterator(),
                                false,
                                HADOOP))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    private Path directory() {
        return new Path(temp.resolve("ledger").toUri());
    }

    private LedgerLog ledger(LogStore store) {
        return new LedgerLog(new LedgerFiles(new HadoopTree(directory(), HADOOP, store)));
    }

    private static SpeedSegment segment(String id, long batch) {
        LocalDate day = LocalDate.EPOCH;
        return new SpeedSegment(
                id,
                Instant.EPOCH,
                Instant.EPOCH,
                "stream",
                batch,
                day,
                0,
                new TreeMap<>(Map.of(day, Tally.NONE)),
                List.of(),
                List.of(),
                new TreeMap<>(),
                "model",
                Map.of());
    }

    /** Local put-if-absent, of which the first write meets trouble. */
    private static final class Troubled extends LogStore {
        private final LogStore store = new LocalLinkLogStore(HADOOP);
        private final Trouble trouble;
        private boolean over;

        Troubled(Trouble trouble) {
            super(HADOOP);
            this.trouble = trouble;
        }

        @Override
        public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
                throws IOException {
            if (over) {
                store.write(path, actions, overwrite, hadoop);
            } else {
                over = true;
                trouble.write(store, path, List.of(actions.next()), hadoop);
            }
        }

        @Override
        public io.delta.storage.CloseableIterator<String> read(Path path, Configuration hadoop) throws IOException {
            return store.read(path, hadoop);
        }

        @Override
        public Iterator<FileStatus> listFrom(Path path, Configuration hadoop) throws IOException {
            return store.listFrom(path, hadoop);
        }

        @Override
        public Path resolvePathOnPhysicalStorage(Path path, Configuration hadoop) throws IOException {
            return store.resolvePathOnPhysicalStorage(path, hadoop);
        }

        @Override
        public Boolean isPartialWriteVisible(Path path, Configuration hadoop) throws IOException {
            return store.isPartialWriteVisible(path, hadoop);
        }
    }
}
