package dev.weir.pubsub;

import com.google.pubsub.v1.PubsubMessage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A segment in the making: messages in the order in which they came. As a file it is an opening, which says how many
 * messages there are and how long the body is; their keys; and the body, which holds them. Each part ends with its
 * checksum. So a file that was cut short is known by its length, and for nothing else.
 */
final class Segment {
    static final int MAGIC = 0x57505332;
    /** Of the format before, whose opening was part of the keys and did not say how long the body is. */
    static final int MAGIC_BEFORE = 0x57505331;

    static final int OPENING_BYTES = 3 * Integer.BYTES + Long.BYTES;

    private final List<MessageKey> keys = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream body = new DataOutputStream(bytes);

    void add(MessageKey key, PubsubMessage message) {
        keys.add(key);
        try {
            write(message.getMessageId());
            body.writeLong(message.getPublishTime().getSeconds() * 1000
                    + message.getPublishTime().getNanos() / 1_000_000);
            write(message.getOrderingKey());
            body.writeInt(message.getAttributesCount());
            for (Map.Entry<String, String> attribute :
                    message.getAttributesMap().entrySet()) {
                write(attribute.getKey());
                write(attribute.getValue());
            }
            body.writeInt(message.getData().size());
            message.getData().writeTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array takes all", e);
        }
    }

    private void write(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        body.writeInt(utf8.length);
        body.write(utf8);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    int records() {
        return keys.size();
    }

    int bodyBytes() {
        return bytes.size();
    }

    /** The file's content, in parts. */
    List<ByteBuffer> content() {
        byte[] content = bytes.toByteArray();
        return List.of(head(keys, content.length), ByteBuffer.wrap(content), checksum(ByteBuffer.wrap(content)));
    }

    /** What is kept of segments when their messages are not needed any more: all but the body. */
    static ByteBuffer keysAlone(List<MessageKey> keys) {
        return head(keys, 0);
    }

    private static ByteBuffer head(List<MessageKey> keys, long bodyBytes) {
        ByteBuffer opening = ByteBuffer.allocate(OPENING_BYTES)
                .putInt(MAGIC)
                .putInt(keys.size())
                .putLong(bodyBytes);
        opening.put(checksum(opening.duplicate().flip())).flip();
        ByteBuffer written = ByteBuffer.allocate(keyBytes(keys.size()));
        keys.forEach(key -> written.putLong(key.high()).putLong(key.low()));
        written.put(checksum(written.duplicate().flip())).flip();
        return ByteBuffer.allocate(opening.remaining() + written.remaining())
                .put(opening)
                .put(written)
                .flip();
    }

    /** How long the keys of so many messages are, with their checksum. */
    static int keyBytes(int records) {
        return Math.addExact(Math.multiplyExact(records, MessageKey.BYTES), Integer.BYTES);
    }

    static ByteBuffer checksum(ByteBuffer of) {
        CRC32C crc = new CRC32C();
        crc.update(of);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).flip();
    }
}
