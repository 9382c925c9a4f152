package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.model.EventTimes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both layers answer, held against a recount of hand-made lines. */
class LayersAgreeTest {
    private static final String DAY = "2026-11-20";
    private static final String NEXT = "2026-11-21";
    private static final String TRAFFIC = "SELECT time, '=', requests, '/', bytes FROM traffic ORDER BY time";

    @TempDir
    Path temp;

    private Scene scene;

    @BeforeEach
    void openWarehouse() {
        scene = new Scene(temp.resolve("warehouse"));
    }

    @Test
    void lateLinesCountAtOnceAndAreNoDrift() {
        Hit first = Hit.at(DAY + "T10:00:01Z", 1);
        Hit late = Hit.at(DAY + "T10:00:02Z", 2);
        Hit later = Hit.at(DAY + "T09:00:00Z", 3);

        scene.stream(first);
        scene.stream(late);
        requireTraffic(first, late);
        scene.batch();
        requireTraffic(first, late);
        scene.stream(later);

        requireTraffic(first, late, later);
        scene.requireSound();
        Publication second = scene.batch().orElseThrow();
        requireTraffic(first, late, later);
        scene.requireSound();
        Drift drift = Scene.drift(second, "traffic", DAY);
        assertThat(drift.late()).isEqualTo(1);
        assertThat(drift.difference()).isZero();
        assertThat(scene.batch()).as("nothing is left to do").isEmpty();
    }

    @Test
    void copiesCountOnceWhereverTheyAre() {
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        Hit two = Hit.at(DAY + "T10:01:00Z", 2);

        SpeedSegment segment = scene.stream(one, one, two);
        assertThat(segment.tally()).isEqualTo(new Tally(2, 1, 0));
        requireTraffic(one, two);
        scene.stream(two, one);
        Publication publication = scene.batch().orElseThrow();
        requireTraffic(one, two);
        assertThat(Scene.drift(publication, "traffic", DAY).duplicate()).isEqualTo(-2);
        scene.requireSound();

        scene.stream(two);
        Publication again = scene.batch().orElseThrow();
        requireTraffic(one, two);
        assertThat(Scene.drift(again, "traffic", DAY).duplicate()).isEqualTo(-1);
        scene.requireSound();
        assertThat(scene.ledger().accounting().merged()).isEqualTo(new Tally(2, 4, 0));
    }

    @Test
    void theBatchWritesOnlyTheLinesThatItCorrects() {
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        Hit two = Hit.at(DAY + "T10:01:00Z", 2);
        Hit three = Hit.at(DAY + "T10:02:00Z", 3);
        Hit four = Hit.at(DAY + "T10:03:00Z", 4);
        List<String> speed = List.of(
                scene.stream(one, two).id(),
                scene.stream(two, three).id(),
                scene.stream(four).id());

        Publication publication = scene.batch().orElseThrow();
        BatchSegment batch = publication.segments().get(0);
        String wrong = batch.rewritten().first();
        assertThat(batch.rewritten()).as("one of two copies does not count").hasSize(1);
        assertThat(speed.subList(0, 2)).contains(wrong);
        assertThat(lines(batch.id())).isEqualTo(2);
        requireTraffic(one, two, three, four);
        scene.requireSound();
        List<String> answers = scene.answers();

        scene.clean();
        assertThat(speed)
                .allSatisfy(
                        id -> assertThat(lines(id)).isEqualTo(id.equals(wrong) ? 0 : speed.indexOf(id) < 2 ? 2 : 1));
        assertThat(scene.answers()).isEqualTo(answers);
        scene.requireSound();

        BatchSegment again = scene.batch(DAY).segments().get(0);
        assertThat(again.rewritten()).as("what was replaced may be gone").containsExactly(wrong);
        assertThat(lines(again.id())).isEqualTo(2);
        assertThat(scene.answers()).isEqualTo(answers);
        scene.requireSound();
    }

    @Test
    void linesThatAnotherSettingReplacedDoNotComeBackWithTheOldSetting() {
        Hit hit = Hit.at(DAY + "T10:00:00Z", 1);
        SpeedSegment segment = scene.stream(hit);
        scene.batch();
        assertThat(lines("")).as("it was right").isEqualTo(1);
        List<String> answers = scene.answers();

        scene.pin("/logs/*", "combined", "UTC");
        scene.batch();
        assertThat(scene.answers()).isNotEqualTo(answers);
        scene.requireSound();
        scene.clean();
        assertThat(lines(segment.id())).isZero();
        scene.pin("/logs/*", "auto", "UTC");
        scene.batch();

        assertThat(scene.answers()).isEqualTo(answers);
        scene.requireSound();
    }

    /** How many rows of lines a segment has; of all segments if it is empty. */
    private long lines(String segment) {
        return scene.tables.lines().where("segment LIKE '" + segment + "%'").count();
    }

    @Test
    void aFormatWithoutRequestIdsTellsLinesApartByTheirPlace() {
        Hit same = Hit.at(DAY + "T10:00:00Z", 1);
        RawLine here = new RawLine("/logs/a.log", "a", 0, same.combined());
        RawLine there = new RawLine("/logs/a.log", "a", 100, same.combined());

        scene.stream(here, there);
        scene.stream(there);
        scene.batch();

        requireTraffic(same, same);
        scene.requireSound();
    }

    @Test
    void aFileImportedAgainUnderAnyNameCountsOnce() throws IOException {
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        Hit two = Hit.at(NEXT + "T10:00:00Z", 2);
        Path log = write("access.log", one.combined(), two.combined());

        assertThat(scene.importFiles(log)).isEqualTo(2);
        assertThat(scene.importFiles(log)).isZero();
        assertThat(scene.importFiles(Files.copy(log, temp.resolve("renamed.log"))))
                .isZero();
        assertThat(scene.importFiles(gzipped(log))).isZero();

        requireTraffic(one, two);
        scene.batch();
        requireTraffic(one, two);
        scene.requireSound();
    }

    @Test
    void twoImportsOfTheSameFileAtOnceAdmitOne() throws IOException {
        Path log = write("access.log", Hit.at(DAY + "T10:00:00Z", 1).combined());

        List<Long> imported = Stream.of(log, log)
                .parallel()
                .map(path -> {
                    try {
                        return scene.importFiles(path);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    } catch (dev.weir.warehouse.LedgerLog.RefusedException refused) {
                        return 0L;
                    }
                })
                .toList();

        assertThat(imported).contains(1L);
        assertThat(scene.ledger().speedSegments()).hasSize(1);
        requireTraffic(Hit.at(DAY + "T10:00:00Z", 1));
    }

    @Test
    void aLostCheckpointReadsEverythingAgainAndNothingCountsTwice() {
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        Hit two = Hit.at(DAY + "T10:01:00Z", 2);
        List<RawLine> lines = List.of(
                new RawLine("/logs/a.log", "a", 0, one.combined()),
                new RawLine("/logs/a.log", "a", 100, two.combined()),
                new RawLine("/logs/a.log", "a", 200, "no log line"));

        scene.stream("old", 0, lines.subList(0, 1));
        scene.stream("old", 1, lines.subList(1, 3));
        scene.batch();
        scene.stream("new", 0, lines);
        scene.batch();

        requireTraffic(one, two);
        assertThat(scene.ledger().accounting().merged().accepted()).isEqualTo(2);
        assertThat(Scene.unexplained(scene.ledger())).isZero();
        scene.requireVerified();
    }

    @Test
    void aStreamWhoseCheckpointWasLostGoesOnWhereItEnded() throws IOException {
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        Hit two = Hit.at(DAY + "T10:01:00Z", 2);
        Hit three = Hit.at(DAY + "T10:02:00Z", 3);
        Path checkpoint = temp.resolve("checkpoint");
        Path lost = temp.resolve("lost");
        Path log = write("access.log", one.combined());
        Object[] stream = {
            "stream",
            "--warehouse",
            scene.warehouse.location(),
            "--dir",
            log,
            "--available-now",
            "--checkpoint",
            checkpoint
        };

        assertThat(Cli.run(stream).code()).isZero();
        Files.writeString(log, two.combined() + "\n", StandardOpenOption.APPEND);
        assertThat(Cli.run(stream).code()).isZero();
        Files.move(checkpoint, lost);
        Files.writeString(log, three.combined() + "\n", StandardOpenOption.APPEND);
        assertThat(Cli.run(stream).code()).isZero();
        scene.batch();

        requireTraffic(one, two, three);
        scene.requireSound();
    }

    @Test
    void aRetriedMicroBatchIsNotDoneAgain() {
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        List<RawLine> lines = List.of(new RawLine("/logs/a.log", "a", 0, one.combined()));

        SpeedSegment first = scene.stream("stream", 7, lines);
        SpeedSegment again = scene.stream("stream", 7, lines);

        assertThat(again).isEqualTo(first);
        requireTraffic(one);
        scene.requireSound();
    }

    @Test
    void clocksMayBeWrongByYears() {
        Hit future = Hit.at("2031-01-01T00:00:00Z", 1);
        Hit past = Hit.at("2025-11-20T23:59:59Z", 2);
        Hit epoch = Hit.at("1970-01-01T00:00:00Z", 3);
        Hit last = Hit.at("2200-12-31T23:59:59Z", 4);

        scene.believe(new EventTimes(null, null));
        scene.stream(future, past, epoch, last);
        requireTraffic(epoch, past, future, last);
        scene.batch();

        requireTraffic(epoch, past, future, last);
        scene.requireSound();
        assertThat(scene.ledger().newestBatch())
                .containsOnlyKeys(
                        LocalDate.parse("1970-01-01"),
                        LocalDate.parse("2025-11-20"),
                        LocalDate.parse("2031-01-01"),
                        LocalDate.parse("2200-12-31"));
    }

    @Test
    void filesOutOfOrderAnswerAsInOrder() {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            hits.add(Hit.at(i < 3 ? DAY + "T23:59:5" + i + "Z" : NEXT + "T00:00:0" + i + "Z", i));
        }
        for (int i : new int[] {5, 0, 3, 1, 4, 2}) {
            scene.stream(hits.get(i));
            if (i == 3) {
                scene.batch();
            }
        }

        requireTraffic(hits.toArray(Hit[]::new));
        scene.batch();
        requireTraffic(hits.toArray(Hit[]::new));
        scene.requireSound();
    }

    @Test
    void anEmptyDayCanBeAskedFor() {
        scene.stream(Hit.at(DAY + "T10:00:00Z", 1));

        Publication publication = scene.batch("2026-01-01");

        assertThat(publication.segments()).singleElement().satisfies(segment -> {
            assertThat(segment.received()).isZero();
            assertThat(segment.tally()).isEqualTo(Tally.NONE);
            assertThat(segment.drift()).isEmpty();
        });
        requireTraffic(Hit.at(DAY + "T10:00:00Z", 1));
        scene.requireSound();
    }

    @Test
    void aDayWithOneLineAndOneWhoseNewLineIsACopy() {
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);

        scene.stream(one);
        scene.batch();
        scene.stream(one);
        assertThat(scene.ask("SELECT COUNT(*) FROM events"))
                .as("until the batch finds the copy")
                .containsExactly("2");
        scene.batch(DAY);

        requireTraffic(one);
        scene.requireSound();
    }

    @Test
    void oneDayIsPublishedAloneAndTheOthersStay() {
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        Hit two = Hit.at(NEXT + "T10:00:00Z", 2);
        scene.stream(one, two);
        scene.stream(two, one);

        scene.batch(NEXT);

        requireTraffic(one, one, two);
        scene.requireSound();
        assertThat(scene.ledger().staleness().touchedSincePublished()).containsExactly(LocalDate.parse(DAY));
        Publication rest = scene.batch().orElseThrow();
        assertThat(rest.segments())
                .extracting(segment -> segment.day().toString())
                .containsExactly(DAY);
        requireTraffic(one, two);
        scene.requireSound();
    }

    @Test
    void everyLocalTimeOfADayWhenClocksChangeCountsOnceAtItsUtcMinute() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        List<RawLine> lines = new ArrayList<>();
        List<Hit> hits = new ArrayList<>();
        // 01:00 UTC: the clocks go from 02:00 to 03:00, or from 03:00 back to 02:00, when 02:30 is the earlier one.
        for (String change : List.of("2026-03-29T00:00:00Z", "2026-10-25T00:00:00Z")) {
            for (int minute = 0; minute < 180; minute += 30) {
                Hit hit = new Hit(
                        Instant.parse(change).plusSeconds(minute * 60L), "", "10.0.0.1", "/about", 200, lines.size());
                boolean repeated = change.startsWith("2026-10") && minute >= 60 && minute < 120;
                Hit told = repeated
                        ? new Hit(hit.time().minusSeconds(3600), "", hit.client(), hit.path(), 200, hit.bytes())
                        : hit;
                lines.add(new RawLine("/logs/a.log", "a", lines.size(), hit.seed(berlin)));
                hits.add(told);
            }
        }
        // A local time that never was, an hour later by java.time's rule.
        Hit skipped = new Hit(Instant.parse("2026-03-29T01:30:00Z"), "", "10.0.0.1", "/about", 200, 1000);
        lines.add(new RawLine("/logs/a.log", "a", lines.size(), skipped.seed("29/Mar/2026:02:30:00")));
        hits.add(skipped);
        scene.pin("/logs/*", "seed", "Europe/Berlin");

        scene.stream(lines.subList(0, 5).toArray(RawLine[]::new));
        scene.stream(lines.subList(5, lines.size()).toArray(RawLine[]::new));

        requireTraffic(hits.toArray(Hit[]::new));
        scene.batch();
        requireTraffic(hits.toArray(Hit[]::new));
        scene.requireSound();
    }

    @Test
    void aLineThatMovesToAnotherDayWithItsZoneIsNeverOnBothDays() {
        Hit evening = Hit.at(DAY + "T23:30:00Z", 1);
        scene.stream(new RawLine("/logs/a.log", "a", 0, evening.seed("21/Nov/2026:00:30:00")));
        scene.batch();
        assertThat(scene.ask("SELECT day FROM events")).containsExactly(NEXT);
        scene.pin("/logs/*", "seed", "Europe/Berlin");

        scene.batch(DAY);

        assertThat(scene.ask("SELECT day FROM events")).containsExactly(DAY);
        requireTraffic(evening);
        scene.requireSound();
    }

    @Test
    void everyAnswerOfThePastCanBeGivenAgain() {
        Map<Long, List<String>> then = new TreeMap<>();
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        then.put(0L, scene.outline(scene.ledger()));
        scene.stream(one);
        then.put(1L, scene.outline(scene.ledger()));
        scene.stream(one, Hit.at(NEXT + "T10:00:00Z", 2));
        then.put(2L, scene.outline(scene.ledger()));
        scene.batch();
        then.put(3L, scene.outline(scene.ledger()));
        scene.stream(Hit.at(DAY + "T11:00:00Z", 3));
        scene.batch();

        Ledger now = scene.ledger();
        then.forEach((position, answers) -> assertThat(scene.outline(now.asOf(position)))
                .as("as of " + position)
                .isEqualTo(answers));
        assertThat(then.values()).doesNotHaveDuplicates();
        Instant written = now.entries().get(1).written();
        assertThat(now.asOf(written)).isEqualTo(now.asOf(2));
        assertThat(now.asOf(written.minusNanos(1))).isEqualTo(now.asOf(1));
    }

    /** Requests and bytes by minute, counted by hand. */
    private void requireTraffic(Hit... hits) {
        Map<String, long[]> minutes = new TreeMap<>();
        for (Hit hit : hits) {
            String minute = hit.time().toString().substring(0, 16) + ":00.000000Z";
            long[] cell = minutes.computeIfAbsent(minute, unused -> new long[2]);
            cell[0]++;
            cell[1] += hit.bytes();
        }
        assertThat(scene.ask(TRAFFIC))
                .containsExactlyElementsOf(minutes.entrySet().stream()
                        .map(cell -> cell.getKey() + "=" + cell.getValue()[0] + "/" + cell.getValue()[1])
                        .toList());
        assertThat(scene.ask("SELECT COUNT(*) FROM events")).containsExactly(String.valueOf(hits.length));
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.writeString(temp.resolve(name), String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
    }

    private Path gzipped(Path log) throws IOException {
        Path zipped = temp.resolve(log.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(log, out);
        }
        return zipped;
    }
}
