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
 * A segment in the making: messages in the order in which they came. As a file it is a head, which says how many messages
 * there are and holds their keys, and a body, which holds the messages. Each part ends with its checksum.
 */
final class Segment {
    static final int MAGIC = 0x57505331;

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
        return List.of(head(keys), ByteBuffer.wrap(content), checksum(ByteBuffer.wrap(content)));
    }

    /** A head, which is also what is kept of a segment when its messages are not needed any more. */
    static ByteBuffer head(List<MessageKey> keys) {
        int length = headBytes(keys.size());
        ByteBuffer head = ByteBuffer.allocate(length).putInt(MAGIC).putInt(keys.size());
        keys.forEach(key -> head.putLong(key.high()).putLong(key.low()));
        head.put(checksum(head.duplicate().flip()));
        return head.flip();
    }

    /** How long the head of a segment of so many messages is. */
    static int headBytes(int records) {
        return 2 * Integer.BYTES + records * MessageKey.BYTES + Integer.BYTES;
    }

    static ByteBuffer checksum(ByteBuffer of) {
        CRC32C crc = new CRC32C();
        crc.update(of);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).flip();
    }
}
