package dev.weir.view;

/** How many values there are, by the highest of their lowest hashes: the SQL of what cells are finished by. */
final class Estimate {
    private static final String RANGE = "9223372036854775808.0";

    private Estimate() {}

    /**
     * In SQL.
     *
     * @param highest the highest of {@code size} hashes
     * @param real what 64-bit floating-point numbers are called
     * @param integer what 64-bit integers are called
     */
    static String of(String highest, int size, String real, String integer) {
        return "CAST(FLOOR(" + (size - 1) + " / (CAST(" + highest + " AS " + real + ") / " + RANGE + ") + 0.5) AS "
                + integer + ")";
    }
}
