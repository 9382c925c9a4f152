package dev.weir.serving;

/** A query was ended before it was answered. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String why, Throwable cause) {
        super("Cannot answer the query: " + why, cause);
    }
}
