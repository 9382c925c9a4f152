package dev.weir.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.format.LogFormat;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FormatWatchTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final LogFormat PASTED = LogFormat.parse("$remote_addr [$time_local] $status");

    private int asked;

    @Test
    void warnsOnceAfterEnoughLinesOfWhichNoneFits() {
        FormatWatch watch = watch(PASTED);

        assertThat(watch.admitted(segment(60, 0))).isEmpty();
        assertThat(watch.admitted(segment(60, 0)))
                .contains(
                        "None of the first 120 lines fits --format nginx-custom: a.log, character 13: …; they are dead"
                                + " letters, which the right --format and `weir dead-letters --replay` heal");
        assertThat(watch.admitted(segment(500, 0))).isEmpty();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void saysNothingOnceALineFitted() {
        FormatWatch watch = watch(PASTED);

        assertThat(watch.admitted(segment(60, 1))).isEmpty();
        assertThat(watch.admitted(segment(500, 0))).isEmpty();
        assertThat(asked).isZero();
    }

    @Test
    void saysNothingOfBuiltIns() {
        assertThat(watch(LogFormat.AUTO).admitted(segment(500, 0))).isEmpty();
        assertThat(watch(LogFormat.parse("combined")).admitted(segment(500, 0))).isEmpty();
        assertThat(asked).isZero();
    }

    private FormatWatch watch(LogFormat format) {
        return new FormatWatch(Optional.of(format), segment -> {
            asked++;
            return Optional.of("a.log, character 13: …");
        });
    }

    private static SpeedSegment segment(long received, long accepted) {
        TreeMap<LocalDate, Tally> tallies = new TreeMap<>(Map.of(DAY, new Tally(accepted, 0, received - accepted)));
        return new SpeedSegment(
                "s",
                Instant.EPOCH,
                Instant.EPOCH,
                "stream",
                0,
                DAY,
                received,
                tallies,
                List.of(),
                List.of(),
                new TreeMap<>(),
                "3-0",
                Map.of());
    }
}
