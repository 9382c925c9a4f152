package dev.weir.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTextTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "abc, abc",
        "a+b, a b",
        "a%20b, a b",
        "%41%6a, Aj",
        "%, %",
        "%4, %4",
        "%4g, %4g",
        "%%41, %A",
        "%2541, %41",
        "%C3%BC, ü",
        "%c3, \uFFFD",
        "%F0%9F%8C%8A, 🌊",
        "%ED%A0%80, \uFFFD",
        "a%00b, ab",
        "%E2%80%AEb, b",
        "++a++, a",
        "a%0Ab, ab",
        "%C2%85b, b"
    })
    void isDecodedOnceAndCleaned(String written, String text) {
        assertThat(of(written)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} times {1}")
    @CsvSource({
        "a, 256, 256",
        "a, 257, 256",
        "ä, 128, 128",
        "ä, 129, 128",
        "€, 85, 85",
        "€, 86, 85",
        "🌊, 64, 64",
        "🌊, 65, 64"
    })
    void isCutAtACharacter(String character, int times, int kept) {
        assertThat(of(character.repeat(times))).isEqualTo(character.repeat(kept));
    }

    @Test
    void leavesNoBlankWhereItWasCut() {
        assertThat(of("a".repeat(255) + "+b")).isEqualTo("a".repeat(255));
    }

    @Test
    void whatIsCleanStaysAsItIs() {
        for (long seed = 1; seed <= 5_000; seed++) {
            byte[] bytes = RandomUrl.bytes(new SplittableRandom(seed));
            if (bytes != null) {
                String text = UrlText.of(bytes, 0, bytes.length);
                assertThat(UrlText.clean(text)).as("seed %d", seed).isEqualTo(text);
                assertThat(UrlText.lower(UrlText.lower(text)))
                        .as("seed %d", seed)
                        .isEqualTo(UrlText.lower(text));
            }
        }
    }

    private static String of(String written) {
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        return UrlText.of(bytes, 0, bytes.length);
    }
}
