package dev.weir.batch;

/**
 * A side that is counted for or, by another sign, taken away from.
 *
 * @param sign 1 or -1
 */
record SignedSide(Side side, int sign) {
    /** The side's name in SQL, of a column of such texts. */
    static String side(String column) {
        return "substring(" + column + ", 2)";
    }

    /** The sign in SQL, of a column of such texts. */
    static String sign(String column) {
        return "if(startswith(" + column + ", '-'), -1, 1)";
    }

    /** Such as {@code -DUPLICATE}. */
    @Override
    public String toString() {
        return (sign < 0 ? '-' : '+') + side.name();
    }
}
