package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README's lists are what the code says; a failure's message has the text to put there. */
class ReadmeTest {
    private static final int WIDTH = 118;

    @Test
    void listsAllFormats() throws IOException {
        String names = LogFormat.builtIns().stream()
                .map(format -> "`" + format.name() + "`")
                .collect(Collectors.joining(" · "));

        assertThat(section("<!-- formats -->")).isEqualTo(wrapped(names));
    }

    @Test
    void listsAllReasonsOfDeadLetters() throws IOException {
        String codes = Arrays.stream(Reason.values())
                .map(reason -> "`" + reason.code() + "`")
                .collect(Collectors.joining(", "));

        assertThat(section("<!-- reasons -->")).isEqualTo(wrapped(codes + "."));
    }

    /** What stands between two marks. */
    private static String section(String mark) throws IOException {
        List<String> parts = List.of(Files.readString(Path.of("../README.md")).split(mark, -1));
        assertThat(parts).as("parts of README around " + mark).hasSize(3);
        return parts.get(1).strip();
    }

    private static String wrapped(String text) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ", -1)) {
            boolean fits = column + 1 + word.length() <= WIDTH;
            wrapped.append(wrapped.isEmpty() ? "" : fits ? " " : "\n").append(word);
            column = fits ? column + 1 + word.length() : word.length();
        }
        return wrapped.toString();
    }
}
