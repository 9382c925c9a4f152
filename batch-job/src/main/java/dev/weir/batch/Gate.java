package dev.weir.batch;

/** What a batch job may publish. */
public enum Gate {
    /** Only what is explained: a difference without explanation means that one of the layers is wrong. */
    EXPLAINED,
    /** The recomputation as it is, its differences on record: after the older answers were found damaged. */
    OPEN
}
