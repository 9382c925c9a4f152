package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.format.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "any", textBlock = """
                    2   | any | /logs/a.log   | 2026-11-22T12:00:00Z | 2026-11-20T12:00:00Z        |
                    2   | any | /logs/a.log   | 2026-11-22T12:00:00Z | 2026-11-20T11:59:59.999999Z | FROM_THE_FUTURE
                    2   | any | kafka:t       | 2200-12-31T23:59:59Z | 2026-11-20T11:59:59Z        | FROM_THE_FUTURE
                    0   | any | /logs/a.log   | 2026-11-22T12:00:01Z | 2026-11-22T12:00:00Z        | FROM_THE_FUTURE
                    any | any | /logs/a.log   | 2200-12-31T23:59:59Z | 2026-11-20T12:00:00Z        |
                    2   | any | kafka:t       | 1970-01-01T00:00:00Z | 2026-11-20T12:00:00Z        |
                    2   | 7   | kafka:t       | 2026-11-13T12:00:00Z | 2026-11-20T12:00:00Z        |
                    2   | 7   | kafka:t       | 2026-11-13T11:59:59Z | 2026-11-20T12:00:00Z        | TOO_OLD
                    2   | 7   | pubsub:p/s    | 2026-11-13T11:59:59Z | 2026-11-20T12:00:00Z        | TOO_OLD
                    2   | 7   | pubsublite:s  | 1970-01-01T00:00:00Z | 2026-11-20T12:00:00Z        | TOO_OLD
                    2   | 7   | /logs/kafka:t | 1970-01-01T00:00:00Z | 2026-11-20T12:00:00Z        |
                    2   | any | kafka:t       | 2026-11-22T12:00:00Z | 1970-01-01T00:00:00Z        |
                    2   | any | kafka:t       | 2026-11-22T12:00:00Z | 1969-12-31T23:59:59.999Z    |
                    2   | any | kafka:t       | 2026-11-22T12:00:00Z | 2011-01-01T00:00:00Z        | FROM_THE_FUTURE
                    2   | 7   | kafka:t       | 2200-01-01T00:00:00Z | 9999-12-30T00:00:00Z        | TOO_OLD""")
    void areBelievedWithinBoundsFromTheArrival(
            Integer ahead, Integer behind, String source, Instant event, Instant arrived, Reason reason) {
        EventTimes times = new EventTimes(ahead, behind);

        assertThat(times.objection(source, micros(event), micros(arrived))).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 366_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void boundsAreDays(int days) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventTimes(days, null))
                .withMessage("Invalid days: " + days + ", must be 0 to 366000");
        assertThatIllegalArgumentException().isThrownBy(() -> new EventTimes(null, days));
    }

    @Test
    void concernAModelAsFarAsItsSources() {
        ModelSettings topics = ModelSettings.DEFAULT.withTimes(new EventTimes(2, 7));
        ModelSettings any = ModelSettings.DEFAULT.withTimes(new EventTimes(null, null));

        assertThat(Model.of(topics, List.of("/logs/a"))).isEqualTo(Model.of(ModelSettings.DEFAULT, List.of("/logs/a")));
        assertThat(Model.of(topics, List.of("kafka:t")))
                .isNotEqualTo(Model.of(ModelSettings.DEFAULT, List.of("kafka:t")));
        assertThat(Model.of(any, List.of("/logs/a"))).isNotEqualTo(Model.of(ModelSettings.DEFAULT, List.of("/logs/a")));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }
}
