package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.034 | 6 | 34000",
                "0.1 | 6 | 100000",
                "1.000001 | 6 | 1000001",
                "0.0000019 | 6 | 1",
                "12 | 3 | 12000",
                "+72 | 3 | 72000",
                "1843 | 0 | 1843",
                "10002425284 | -3 | 10002425",
                "2.701e-04 | 6 | 270",
                "1e3 | 0 | 1000",
                "1E+3 | 0 | 1000",
                "0.034561s | 6 | 34561",
                "34ms | 6 | 34000",
                "34us | 6 | 34",
                "34µs | 6 | 34",
                "34000ns | 6 | 34",
                "0.001, 0.030 : 0.002 | 6 | 33000",
                "-, 0.002 | 6 | 2000",
                "- | 6 | -1",
                "-1 | 6 | -1",
                "-0.001 | 6 | -1",
                "9999999999999999999999 | 6 | 92233720368547758",
                "1e999 | 6 | 92233720368547758",
                "1e-999 | 6 | 0"
            })
    void areExactMicrosecondsWhateverTheUnit(String text, int shift, long micros) {
        assertThat(micros(text, shift)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.2.3", "1x", "1e", "1e99999", "+", ".", "1 x", "0x10", "1min"})
    void areNotMadeOfAnythingElse(String text) {
        assertThat(micros(text, 6)).isEqualTo(Durations.INVALID);
    }

    private static long micros(String text, int shift) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Durations.micros(bytes, 0, bytes.length, shift);
    }
}
