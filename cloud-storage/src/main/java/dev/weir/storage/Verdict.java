package dev.weir.storage;

/** What a check came to. */
public enum Verdict {
    OK,
    /** It works, and costs more than it need. */
    WARN,
    /** It does not work, or would lose something. */
    FAIL
}
