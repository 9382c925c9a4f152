package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Block;
import dev.weir.ledger.Blocks;
import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Hole;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Range;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerLogTest {
    @TempDir
    Path temp;

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private Path directory;

    @BeforeEach
    void makeLedger() throws IOException {
        directory = Files.createDirectory(temp.resolve("ledger"));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 5000})
    void openingReadingAgainAndAppendingListNothingAndAskFewThings(int size) {
        fill(size);
        open().append(entry(size + 1));
        LedgerLog log = open();

        Map<String, Integer> opening = CountingFileSystem.during(
                () -> assertThat(log.read().position()).isEqualTo(size + 1));
        assertThat(opening).doesNotContainKey("list");
        assertThat(opening.get("open")).isLessThan(150);
        assertThat(opening.get("exists")).isLessThan(50);
        assertThat(CountingFileSystem.during(log::read)).isEqualTo(Map.of("open", 1));
        assertThat(CountingFileSystem.during(() -> log.append(entry(size + 2))))
                .isEqualTo(Map.of("open", 1, "exists", 1));
        LedgerLog other = open();
        other.read();
        log.append(entry(size + 3));
        assertThat(CountingFileSystem.during(other::read)).isEqualTo(Map.of("open", 2));
    }

    @Test
    void whatIsNotNewIsNotCopied() {
        fill(10);
        LedgerLog log = open();
        Ledger first = log.read();

        assertThat(log.read()).isSameAs(first);
        log.append(entry(11));
        assertThat(log.read().entries()).hasSize(11).startsWith(first.entries().toArray(Entry[]::new));
    }

    /** What may have become of a snapshot. */
    enum Harm {
        NONE {
            @Override
            void to(Path snapshot) {}
        },
        MISSING {
            @Override
            void to(Path snapshot) throws IOException {
                Files.delete(snapshot);
            }
        },
        EMPTY {
            @Override
            void to(Path snapshot) throws IOException {
                Files.write(snapshot, new byte[0]);
            }
        },
        TORN {
            @Override
            void to(Path snapshot) throws IOException {
                byte[] whole = Files.readAllBytes(snapshot);
                Files.write(snapshot, java.util.Arrays.copyOf(whole, whole.length / 2));
            }
        },
        SCRIBBLED {
            @Override
            void to(Path snapshot) throws IOException {
                byte[] whole = Files.readAllBytes(snapshot);
                whole[whole.length / 2] ^= 4;
                Files.write(snapshot, whole);
            }
        },
        OF_OTHER_ENTRIES {
            @Override
            void to(Path snapshot) throws IOException {
                Files.copy(
                        snapshot.resolveSibling(String.format("%020d.gz", 1000)),
                        snapshot,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        },
        NO_ENTRIES {
            @Override
            void to(Path snapshot) throws IOException {
                try (var out = new GZIPOutputStream(Files.newOutputStream(snapshot))) {
                    out.write("what\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        };

        abstract void to(Path snapshot) throws IOException;
    }

    @Test
    void aSnapshotIsNeverNeededAndMadeAnew() throws IOException {
        fill(2100);
        open().append(entry(2101));
        Path snapshot = directory.resolve("snapshots").resolve(String.format("%020d.gz", 2000));
        byte[] before = Files.readAllBytes(snapshot);
        List<Entry> entries = new ArrayList<>(
                IntStream.rangeClosed(1, 2101).mapToObj(LedgerLogTest::entry).toList());

        for (Harm harm : Harm.values()) {
            harm.to(snapshot);

            LedgerLog log = open();
            assertThat(log.read().entries()).as(harm.name()).isEqualTo(entries);
            entries.add(entry(entries.size() + 1));
            log.append(entry(entries.size()));
            assertThat(snapshot).as(harm.name()).hasBinaryContent(before);
        }
    }

    @Test
    void summariesAreNeverNeededAndMadeAnew() throws IOException {
        fill(3100);
        open().append(entry(3101));
        Path summaries = directory.resolve("snapshots").resolve("summaries.gz");
        List<Entry> entries = new ArrayList<>(
                IntStream.rangeClosed(1, 3101).mapToObj(LedgerLogTest::entry).toList());

        for (Harm harm : Harm.values()) {
            byte[] before = Files.readAllBytes(summaries);
            harm.to(summaries);

            LedgerLog log = open();
            assertThat(log.read().summary()).as(harm.name()).isEqualTo(new Ledger(entries).summary());
            assertThat(log.read().entries()).as(harm.name()).isEqualTo(entries);
            entries.add(entry(entries.size() + 1));
            log.append(entry(entries.size()));
            assertThat(summaries).as(harm.name()).hasBinaryContent(before);
        }
    }

    @Test
    void aSummaryOnFileSaysWhatTheEntriesSay() {
        List<Entry> entries = new ArrayList<>();
        LedgerLog log = open();
        for (int i = 0; i < 1000; i++) {
            Entry entry = i % 300 == 299 ? entry(i) : speed(i);
            entries.add(entry);
            log.append(entry);
        }

        Ledger read = open().read();

        assertThat(read.summary()).isEqualTo(new Ledger(entries).summary());
        assertThat(read.summary().holes()).isNotEmpty();
        assertThat(read.entries()).isEqualTo(entries);
    }

    /** What opening, appending and questions about what is new ask of the file system does not grow with the ledger. */
    @Test
    void aLongLedgerIsOpenedByFewQuestions() {
        List<Map<String, Integer>> asked = new ArrayList<>();
        for (int size : List.of(2_100, 30_100)) {
            directory = temp.resolve("ledger" + size);
            fillBlocks(size);
            asked.add(CountingFileSystem.during(() -> {
                LedgerLog log = open();
                assertThat(log.read().position()).isEqualTo(size);
                assertThat(log.read().visible()).hasSize(1);
                assertThat(log.read().accounting().merged()).isEqualTo(Tally.NONE);
                assertThat(log.read().staleness().touchedSincePublished()).isEmpty();
                log.append(speed(size));
            }));
        }

        assertThat(asked.get(1)).isEqualTo(asked.get(0));
    }

    /** A ledger that its streams have written, a publication at the end of each thousand. */
    private void fillBlocks(int size) {
        try {
            Files.createDirectories(directory);
            LedgerFiles files = new LedgerFiles(
                    new HadoopTree(new org.apache.hadoop.fs.Path(directory.toUri()), CountingFileSystem.settings()));
            Blocks blocks = Blocks.NONE;
            List<Entry> thousand = new ArrayList<>();
            for (int position = 1; position <= size; position++) {
                boolean published = position % LedgerSnapshots.ENTRIES == 0 || position == size;
                Entry entry = published ? publication(position) : speed(position);
                Files.writeString(file(position), LedgerJson.line(entry) + "\n");
                thousand.add(entry);
                if (thousand.size() == LedgerSnapshots.ENTRIES) {
                    new LedgerSnapshots(files).write(position, thousand);
                    blocks = blocks.with(Block.of(blocks.last(), thousand, List::of));
                    new LedgerSummaries(files).write(blocks, entry);
                    thousand.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SpeedSegment speed(int batch) {
        return new SpeedSegment(
                "s" + batch,
                Instant.ofEpochSecond(batch),
                Instant.ofEpochSecond(batch),
                "stream",
                batch,
                DAY,
                3,
                new TreeMap<>(Map.of(DAY, new Tally(1, 1, 1))),
                List.of(new Range("a.log", "content", batch, batch + 3L, 3, new Range.Content("head", batch, "read"))),
                batch % 100 == 7 ? List.of(new Hole("topic", "topic/0", batch, batch + 1L)) : List.of(),
                new TreeMap<>(Map.of("combined", 1L)),
                "1-a",
                Map.of());
    }

    private static Publication publication(int position) {
        BatchSegment segment =
                new BatchSegment("b" + position, DAY, 0, Tally.NONE, Map.of(), new TreeSet<>(), List.of());
        return new Publication("b" + position, Instant.ofEpochSecond(position), position - 1L, "1-a", List.of(segment));
    }

    @Test
    void snapshotsOfABackupThatTheLedgerLeftAreIgnored() throws IOException {
        fill(2000);
        open().append(entry(2001));
        for (int position = 1500; position <= 2001; position++) {
            Files.delete(file(position));
        }
        LedgerLog log = open();

        for (int position = 1500; position <= 2100; position++) {
            log.append(entry(100_000 + position));
        }

        Ledger read = open().read();
        assertThat(read.entries()).isEqualTo(log.read().entries()).hasSize(2100);
        assertThat(read.entries().get(1499)).isEqualTo(entry(101_500));
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 20", "1, 1, 3", "700, 710, 900", "999, 1000, 1001", "1500, 1700, 2100", "1001, 2000, 2600"})
    void aMissingEntryIsTold(int from, int to, int size) throws IOException {
        fill(size);
        for (int position = from; position <= to; position++) {
            Files.delete(file(position));
        }

        assertThatThrownBy(() -> open().read())
                .isInstanceOf(WarehouseException.class)
                .hasMessageStartingWith("Cannot read the ledger: entry " + from + " is missing in ")
                .hasMessageEndingWith("; restore it from a backup");
        assertThatThrownBy(() -> open().append(entry(1))).hasMessageContaining("entry " + from + " is missing");
        assertThat(file(from)).doesNotExist();
    }

    @Test
    void nothingIsInsertedIntoHistoryByWhoReadTheLedgerBefore() throws IOException {
        fill(3);
        LedgerLog log = open();
        log.read();
        LedgerLog other = open();
        other.append(entry(4));
        other.append(entry(5));
        Files.delete(file(4));

        assertThatThrownBy(() -> log.append(entry(6)))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("entry 4 is missing in ")
                .hasMessageContaining(", found " + file(5).getFileName());
        assertThat(file(4)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"kind\":\"clean", "\0\0\0\0"})
    void aTornLastEntryIsNamedWithARemedyThatWorks(String content) throws IOException {
        fill(3);
        Files.writeString(file(3), content);

        assertThatThrownBy(() -> open().read())
                .isInstanceOf(WarehouseException.class)
                .hasMessageStartingWith("Cannot read ledger entry ")
                .hasMessageContaining(file(3).getFileName()
                        + ": it is the last one and ends in the middle, as a power failure may leave it; restore it from"
                        + " a backup or, if there is none, move it out of the directory");

        Files.move(file(3), temp.resolve("torn.json"));
        assertThat(open().append(entry(33))).isEqualTo(3);
        assertThat(open().read().entries()).containsExactly(entry(1), entry(2), entry(33));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"kind\":\"clean", "\0\0\0\0"})
    void anEarlierTornEntryHasToBeRestored(String content) throws IOException {
        fill(3);
        Files.writeString(file(2), content);

        assertThatThrownBy(() -> open().read())
                .isInstanceOf(WarehouseException.class)
                .hasMessageStartingWith("Cannot read ledger entry ")
                .hasMessageContaining(file(2).getFileName() + ": ")
                .hasMessageContaining("it is damaged (restore it from a backup)");
    }

    /** Entries as an older version left them: without snapshots. */
    private void fill(int size) {
        try {
            for (int position = 1; position <= size; position++) {
                Files.writeString(file(position), LedgerJson.line(entry(position)) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LedgerLog open() {
        return new LedgerLog(new LedgerFiles(
                new HadoopTree(new org.apache.hadoop.fs.Path(directory.toUri()), CountingFileSystem.settings())));
    }

    private Path file(int position) {
        return directory.resolve(String.format("%020d.json", position));
    }

    private static Entry entry(int number) {
        return new Cleanup(Instant.ofEpochSecond(number), 0);
    }
}
