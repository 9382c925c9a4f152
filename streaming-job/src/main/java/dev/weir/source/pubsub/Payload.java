package dev.weir.source.pubsub;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a message's payload. Many publishers send one line a message, those that compress send many. An empty
 * payload is one empty line; a line end at the end begins no other line.
 */
final class Payload {
    /** A few bytes may unpack to gigabytes. */
    private static final int UNPACKED_MOST = 64 << 20;

    private static final int BUFFER = 8192;

    private Payload() {}

    /**
     * Splits a payload.
     *
     * @param gzip whether the message says that it is compressed; if that is not true, or it was cut off, or it unpacks to
     *     more than 64 MB, the payload as it came is the one line, which no format will know: a dead letter, not a loss
     */
    static byte[][] lines(byte[] payload, boolean gzip) {
        if (!gzip) {
            return split(payload);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(payload), BUFFER)) {
            byte[] unpacked = in.readNBytes(UNPACKED_MOST + 1);
            return unpacked.length > UNPACKED_MOST ? whole(payload) : split(unpacked);
        } catch (IOException damaged) {
            return whole(payload);
        }
    }

    private static byte[][] whole(byte[] payload) {
        return new byte[][] {payload};
    }

    private static byte[][] split(byte[] text) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                lines.add(line(text, from, i));
                from = i + 1;
            }
        }
        if (from < text.length || lines.isEmpty()) {
            lines.add(line(text, from, text.length));
        }
        return lines.toArray(byte[][]::new);
    }

    private static byte[] line(byte[] text, int from, int to) {
        int end = to > from && text[to - 1] == '\r' ? to - 1 : to;
        return from == 0 && end == text.length ? text : Arrays.copyOfRange(text, from, end);
    }
}
