package dev.weir.catalogue;

import java.util.Locale;

/** What becomes of a raw record. */
public enum Outcome {
    /** An event. */
    ACCEPTED,
    /** A copy of an event that counts already. */
    DUPLICATE,
    /** A dead letter. */
    REJECTED;

    /** The column of lines that has it. */
    public static final String COLUMN = "outcome";

    /** As it is written in tables. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of a text of a table. */
    public static Outcome parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** That a line has it, in SQL. */
    public String condition() {
        return "`" + COLUMN + "` = '" + text() + "'";
    }
}
