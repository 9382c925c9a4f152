package dev.weir.source.files;

/**
 * How much compressed files may hold: a few bytes can decompress to what takes hours to read.
 *
 * @param ratio how many times as many bytes as are stored
 * @param least what a file may hold whatever the ratio: to read it through costs next to nothing
 */
record Inflation(long ratio, long least) {
    /** More than deflate can, and ten times what logs do. */
    static final Inflation DEFAULT = new Inflation(1100);

    Inflation(long ratio) {
        this(ratio, 16L << 20);
    }

    Inflation {
        if (ratio <= 0) {
            throw new IllegalArgumentException("Invalid maxRatio: " + ratio + ", must be positive");
        }
    }

    /** The most bytes of content of a file. */
    long most(long stored) {
        return stored > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : Math.max(least, stored * ratio);
    }
}
