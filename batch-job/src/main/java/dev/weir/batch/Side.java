package dev.weir.batch;

/** What cells are counted of when the layers are held against each other. */
enum Side {
    /** The answers so far. */
    BEFORE,
    /** The recomputed answers. */
    AFTER,
    /** Copies that do not count any more, or count again. */
    DUPLICATE,
    /** Dead letters that are events now. */
    HEALED,
    /** What came, went or moved because the model or its settings changed. */
    MODEL,
    /** What came after the day was last published; it explains nothing. */
    LATE
}
