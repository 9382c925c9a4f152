package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {
    @ParameterizedTest
    @CsvSource({"PT26H, PT26H", "P2D, PT48H", "-P2D, PT-48H", "PT-90S, PT-90S", "PT0S, PT0S"})
    void isAheadByADuration(String given, Duration ahead) {
        Clock clock = WallClock.of(Map.of(WallClock.AHEAD, given));

        assertThat(clock).isEqualTo(Clock.offset(Clock.systemUTC(), ahead));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void isTheSystemsWhereNothingIsSaid() {
        assertThat(WallClock.of(Map.of())).isEqualTo(Clock.systemUTC());
        assertThat(WallClock.of(Map.of(WallClock.AHEAD, ""))).isEqualTo(Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+26h", "26", "tomorrow", " ", "P1Y"})
    void refusesWhatIsNoDuration(String given) {
        assertThatThrownBy(() -> WallClock.of(Map.of(WallClock.AHEAD, given)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid WEIR_CLOCK: " + given + ", must be an ISO 8601 duration, such as PT26H or -P2D");
    }
}
