package dev.weir.warehouse;

/** Lines were written, and what they add up to was lost with an executor before their cells were: all of it can be done again. */
public final class StatesLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StatesLostException(Exception cause) {
        super("Cannot add up lines: an executor was lost between two jobs; " + cause.getMessage(), cause);
    }
}
