package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final int LONGEST = 1 << 19;

    @Test
    void removesOneCarriageReturnAndCountsItInPositions() throws IOException {
        assertThat(lines("a\r\n\r\r\n\nlast\r", Long.MAX_VALUE))
                .containsExactly("100=a|103", "103=\r|106", "106=|107", "107=last|112 open");
    }

    @Test
    void stopsAtItsLimitAsIfTheContentEndedThere() throws IOException {
        assertThat(lines("one\ntwo\n", 106)).containsExactly("100=one|104", "104=tw|106 open");
        assertThat(lines("one\ntwo\n", 104)).containsExactly("100=one|104");
        assertThat(lines("", Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void yieldsTheBeginOfATooLongLineAndGoesOnBehindIt() throws IOException {
        int longest = LONGEST;
        for (int length : new int[] {longest - 1, longest, longest + 1, longest + 2, 5 * longest + 7}) {
            for (String end : List.of("\n", "\r\n", "")) {
                String line = "x".repeat(length);
                String content = "a\n" + line + end + (end.isEmpty() ? "" : "b");
                List<String> expected = new ArrayList<>(List.of("100=a|102"));
                int following = 102 + length + end.length();
                expected.add("102=" + line.substring(0, Math.min(length, longest)) + "|" + following
                        + (end.isEmpty() ? " open" : ""));
                if (!end.isEmpty()) {
                    expected.add(following + "=b|" + (following + 1) + " open");
                }

                assertThat(lines(content, Long.MAX_VALUE).equals(expected))
                        .as("a line of %s bytes, %s of its end", length, end.length())
                        .isTrue();
                assertThat(lines(content, 102 + length).get(1)).endsWith("|" + (102 + length) + " open");
            }
        }
    }

    @Test
    void findsTheFirstLineFeedAmongBytesOfAllValues() {
        Random random = new Random(42);
        for (int round = 0; round < 10_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                // Neighbours of the line feed, where a carry would show.
                bytes[i] = random.nextInt(3) == 0 ? (byte) (9 + random.nextInt(3)) : bytes[i];
            }
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int expected = from;
            while (expected < bytes.length && bytes[expected] != '\n') {
                expected++;
            }
            assertThat(LineReader.newline(bytes, from, bytes.length))
                    .isEqualTo(expected == bytes.length ? -1 : expected);
        }
    }

    private static List<String> lines(String content, long limit) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader =
                new LineReader(new ByteArrayInputStream(content.getBytes(ISO_8859_1)), 100, limit, LONGEST)) {
            while (reader.next()) {
                String text = new String(reader.buffer(), reader.from(), reader.to() - reader.from(), ISO_8859_1);
                lines.add(reader.position() + "=" + text + "|" + reader.following()
                        + (reader.terminated() ? "" : " open"));
            }
        }
        return lines;
    }
}
