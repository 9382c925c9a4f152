package dev.weir.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MalformedTest {
    @ParameterizedTest
    @EnumSource(Format.class)
    void aMalformedLineIsOneLineAndTellsNoStatus(Format format) throws IOException {
        Rhythm rhythm = new Rhythm(GeneratorOptions.defaultStart(GeneratorOptions.DEFAULT_DAYS), 1);
        Traffic traffic = new Traffic(rhythm, 1, 5_000, new SplittableRandom(12));
        LineWriter writer = format.writer(new SplittableRandom(13));
        Malformed malformed = new Malformed(new SplittableRandom(14));
        LineBuffer line = new LineBuffer();

        for (int i = 0; i < 5_000; i++) {
            writer.write(traffic.next(), line.clear());
            malformed.spoil(line);

            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            line.writeTo(bytes);
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain("\n", "\r");
            // Address, time in brackets, quoted request and status would make an event; so would a whole JSON object.
            assertThat(text.matches(".*\\[[^\\]]+\\] \"[^\"]*\" \\[?[0-9]{3}\\]? .*") || text.matches("\\{.*\\}"))
                    .as(text)
                    .isFalse();
        }
    }
}
