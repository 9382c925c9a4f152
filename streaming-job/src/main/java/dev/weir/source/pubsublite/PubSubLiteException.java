package dev.weir.source.pubsublite;

/** Why a subscription cannot be read. */
public final class PubSubLiteException extends RuntimeException {
    public PubSubLiteException(String message, Throwable cause) {
        super(message, cause);
    }
}
