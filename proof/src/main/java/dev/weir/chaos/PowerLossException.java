package dev.weir.chaos;

/** A process ended because the power of its machine failed: whatever was asked of it has to be asked again. */
final class PowerLossException extends RuntimeException {
    PowerLossException() {
        super("the power failed");
    }
}
