package dev.weir.pubsub;

/** The subscription or the log of its messages cannot be used; the message says what the user can do about it. */
public final class PubSubSourceException extends RuntimeException {
    public PubSubSourceException(String message) {
        super(message);
    }

    public PubSubSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
