package dev.weir.warehouse;

/** Something that the user has to put right; the message says what and how. */
public final class WarehouseException extends RuntimeException {
    public WarehouseException(String message) {
        super(message);
    }

    public WarehouseException(String message, Throwable cause) {
        super(message, cause);
    }
}
