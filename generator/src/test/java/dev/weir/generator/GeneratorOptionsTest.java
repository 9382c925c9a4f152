package dev.weir.generator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2026-11-20T00:00:00Z, 2, 'Invalid lines: 0, must be positive'",
        "1, 2026-11-20T00:00:00Z, 0, 'Invalid days: 0, must be 1 to 366'",
        "1, 1969-11-20T00:00:00Z, 2, 'Invalid start: 1969-11-20T00:00:00Z, must lie between 1970 and 9998'",
        "1, 2026-11-20T00:00:00.5Z, 2, 'Invalid start: 2026-11-20T00:00:00.500Z, must be a whole second'",
    })
    void rejectsWhatCannotBeGenerated(long lines, Instant start, int days, String message) {
        assertThatThrownBy(() -> new GeneratorOptions(lines, 1, Format.SEED, start, days))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
