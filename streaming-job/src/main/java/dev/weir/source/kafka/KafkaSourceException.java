package dev.weir.source.kafka;

/** Kafka cannot be reached, or the topic not be read; the message says what the user can do about it. */
public final class KafkaSourceException extends RuntimeException {
    public KafkaSourceException(String message) {
        super(message);
    }

    public KafkaSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
