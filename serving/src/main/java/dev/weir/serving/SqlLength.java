package dev.weir.serving;

/** How long a statement may be: parsers take more of time and stack than of its length. */
public final class SqlLength {
    public static final int LIMIT = 1 << 16;

    private SqlLength() {}

    /**
     * Checks a statement before it is parsed.
     *
     * @throws IllegalArgumentException if it is too long
     */
    public static void require(String sql) {
        if (sql.length() > LIMIT) {
            throw new IllegalArgumentException("Invalid SQL: it has " + sql.length() + " characters, and " + LIMIT
                    + " is the limit; shorten it, or keep a list in a join with VALUES");
        }
    }
}
