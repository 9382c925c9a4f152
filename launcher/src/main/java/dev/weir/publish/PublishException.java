package dev.weir.publish;

/** Lines could not be published; the message says what the user can do about it. */
final class PublishException extends RuntimeException {
    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
