package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.SpeedSegment;
import dev.weir.model.EventTimes;
import dev.weir.model.RawRecords;
import dev.weir.streaming.SpeedLayer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes a line, or produces a record, may put any date in it: that makes no day. */
class HostileDatesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    @TempDir
    private Path temp;

    @Test
    void whatIsFarAheadOfItsArrivalIsADeadLetterOfThatDayInBothLayers() {
        Scene scene = new Scene(temp);
        SpeedSegment segment = scene.stream(
                Hit.at("2026-11-22T11:00:00Z", 1),
                Hit.at("2026-11-24T11:59:59Z", 2),
                Hit.at("2026-11-24T12:00:01Z", 3),
                Hit.at("2200-12-31T23:59:59Z", 4),
                Hit.at("1970-01-01T00:00:00Z", 5));
        List<String> live = scene.answers();
        scene.batch();

        assertThat(segment.tally().rejected()).isEqualTo(2);
        assertThat(segment.days()).containsOnlyKeys(LocalDate.EPOCH, TODAY, LocalDate.parse("2026-11-24"));
        assertThat(scene.ask("SELECT day, ' ', reason, ' ', COUNT(*) FROM dead_letters GROUP BY day, reason"))
                .containsExactly("2026-11-22 from_the_future 2");
        assertThat(scene.answers()).isEqualTo(live);
        scene.requireSound();
    }

    @Test
    void whoWantsThemSetsTheBoundAndReplays() {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at("2026-12-22T11:00:00Z", 1));
        scene.batch();
        assertThat(scene.ask("SELECT COUNT(*) FROM events")).containsExactly("0");

        assertThat(Cli.run("settings", "--warehouse", scene.warehouse.location(), "--days-ahead", "any")
                        .json()
                        .get("times")
                        .get("daysAhead")
                        .isNull())
                .isTrue();
        scene.batch();

        assertThat(scene.ask("SELECT day FROM events")).containsExactly("2026-12-22");
        assertThat(scene.ask("SELECT COUNT(*) FROM dead_letters")).containsExactly("0");
        scene.requireSound();
    }

    @Test
    void thePastOfTopicsCanBeBoundAndThatOfFilesIsAsLongAsTheyAre() {
        Scene scene = new Scene(temp);
        scene.believe(new EventTimes(2, 30));
        String old = Hit.at("2019-01-01T00:00:00Z", 1).ingress();
        scene.stream(new RawLine("/logs/a.log", "file", 0, old), new RawLine("kafka:logs", "topic/0", 0, old));

        assertThat(scene.ask("SELECT source, ' ', reason, ' ', day FROM dead_letters"))
                .containsExactly("kafka:logs too_old 2026-11-22");
        assertThat(scene.ask("SELECT source FROM events")).containsExactly("/logs/a.log");
        scene.batch();
        scene.requireSound();
    }

    @Test
    void anArrivalThatCannotBeIsWhenItLands() {
        Scene scene = new Scene(temp);
        Map<String, String> arrivals = new LinkedHashMap<>();
        arrivals.put("9999-12-31T00:00:00Z", "2026-11-22T12:00:00.000000Z");
        arrivals.put("2026-11-22T12:00:01Z", "2026-11-22T12:00:00.000000Z");
        arrivals.put("2026-11-22T11:59:59.001Z", "2026-11-22T11:59:59.001000Z");
        arrivals.put("2011-01-01T00:00:00Z", "2011-01-01T00:00:00.000000Z");
        arrivals.put("1970-01-01T00:00:00Z", "2026-11-22T12:00:00.000000Z");
        arrivals.put("1969-12-31T23:59:59.999Z", "2026-11-22T12:00:00.000000Z");
        List<Row> records = new ArrayList<>();
        for (String said : arrivals.keySet()) {
            records.add(RowFactory.create(
                    "kafka:logs",
                    "topic/0",
                    (long) records.size(),
                    Timestamp.from(Instant.parse(said)),
                    null,
                    "garbage".getBytes(StandardCharsets.UTF_8)));
        }

        SpeedSegment segment = new SpeedLayer(scene.job())
                .process(scene.spark.createDataFrame(records, RawRecords.SCHEMA), "stream", 0)
                .orElseThrow()
                .segment();

        assertThat(segment.days()).containsOnlyKeys(LocalDate.parse("2011-01-01"), TODAY);
        assertThat(scene.ask("SELECT arrived FROM dead_letters ORDER BY position"))
                .containsExactlyElementsOf(arrivals.values());
    }
}
