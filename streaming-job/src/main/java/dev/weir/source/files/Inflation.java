package dev.weir.source.files;

/**
 * How much compressed files may hold: a few bytes can decompress to what takes hours to read.
 *
 * @param ratio how many times as many bytes as are stored
 */
record Inflation(long ratio) {
    /** More than deflate can, and ten times what logs do. */
    static final Inflation DEFAULT = new Inflation(1100);

    /** Short files may hold this, whatever the ratio: to read it through costs next to nothing. */
    private static final long LEAST = 16L << 20;

    Inflation {
        if (ratio <= 0) {
            throw new IllegalArgumentException("Invalid maxRatio: " + ratio + ", must be positive");
        }
    }

    /** The most bytes of content of a file. */
    long most(long stored) {
        return stored > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : Math.max(LEAST, stored * ratio);
    }
}
