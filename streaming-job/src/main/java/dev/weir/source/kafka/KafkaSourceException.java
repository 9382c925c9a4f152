package dev.weir.source.kafka;

/** The topic cannot be read; the message says what the user can do about it. */
public final class KafkaSourceException extends RuntimeException {
    public KafkaSourceException(String message) {
        super(message);
    }

    public KafkaSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
