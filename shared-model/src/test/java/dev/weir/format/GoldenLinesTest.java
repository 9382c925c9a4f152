package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code lines/auto.txt}: a title, a line, and after {@code =>} what it becomes. */
class GoldenLinesTest {
    static List<Arguments> lines() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        try (InputStream in = GoldenLinesTest.class.getResourceAsStream("/lines/auto.txt")) {
            String[] rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
            for (int i = 0; i + 2 < rows.length; i += 3) {
                cases.add(Arguments.of(rows[i].substring(2), rows[i + 1], rows[i + 2].substring(3)));
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void autoMakesOfTheLine(String title, String line, String expected) {
        assertThat(Parsed.describe(Parsed.auto(line))).as(title).isEqualTo(expected);
    }
}
