package dev.weir.chaos;

/** A chaos run that could not go on. */
final class ChaosException extends RuntimeException {
    ChaosException(String message) {
        super(message);
    }
}
