package dev.weir.pubsub;

import com.google.pubsub.v1.PubsubMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is the same on each delivery of a message, and on no other message: half of a SHA-256 over its id and when it was
 * published. An id alone is unique in a topic only, and an emulator that is started again counts from 1 again.
 */
record MessageKey(long high, long low) {
    static final int BYTES = 2 * Long.BYTES;

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    });

    static MessageKey of(PubsubMessage message) {
        MessageDigest sha = SHA256.get();
        ByteBuffer published = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(message.getPublishTime().getSeconds())
                .putInt(message.getPublishTime().getNanos())
                .flip();
        sha.update(published);
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(message.getMessageId().getBytes(StandardCharsets.UTF_8)));
        return new MessageKey(digest.getLong(), digest.getLong());
    }
}
