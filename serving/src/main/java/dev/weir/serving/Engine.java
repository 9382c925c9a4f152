package dev.weir.serving;

import java.util.SortedSet;

/** What answers queries over the views. It only reads, whatever it is asked. Safe for use by several threads. */
public interface Engine extends AutoCloseable {
    /**
     * Answers.
     *
     * @throws IllegalArgumentException if it is no query over the views, or one that cannot be answered; the message says why
     * @throws CancelledException if it was cancelled; so may reading the answer
     */
    Answer ask(Question question);

    /** The functions that queries may use. */
    SortedSet<String> functions();

    @Override
    void close();
}
