package dev.weir.source.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PayloadTest {
    @Test
    void eachLineIsOneAndALineEndAtTheEndBeginsNoOther() {
        assertThat(lines("a")).containsExactly("a");
        assertThat(lines("a\n")).containsExactly("a");
        assertThat(lines("a\r\nb\r\n")).containsExactly("a", "b");
        assertThat(lines("a\n\nb")).containsExactly("a", "", "b");
        assertThat(lines("\n")).containsExactly("");
        assertThat(lines("")).containsExactly("");
    }

    @Test
    void whatIsCompressedIsUnpacked() throws IOException {
        assertThat(strings(Payload.lines(gzip(bytes("a\nb\n")), true))).containsExactly("a", "b");
    }

    @Test
    void whatCannotBeUnpackedIsKeptAsItCame() throws IOException {
        byte[] whole = gzip(bytes("a line that is cut off\n"));
        byte[] cut = Arrays.copyOf(whole, whole.length - 9);
        assertThat(Payload.lines(cut, true)).isDeepEqualTo(new byte[][] {cut});
        byte[] plain = bytes("no gzip\nat all\n");
        assertThat(Payload.lines(plain, true)).isDeepEqualTo(new byte[][] {plain});
    }

    @Test
    void whatUnpacksToTooMuchIsKeptAsItCame() throws IOException {
        byte[] bomb = gzip(new byte[(64 << 20) + 1]);
        assertThat(Payload.lines(bomb, true)).isDeepEqualTo(new byte[][] {bomb});
    }

    private static List<String> lines(String payload) {
        return strings(Payload.lines(bytes(payload), false));
    }

    private static List<String> strings(byte[][] lines) {
        return Arrays.stream(lines)
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
