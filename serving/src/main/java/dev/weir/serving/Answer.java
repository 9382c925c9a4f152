package dev.weir.serving;

import java.util.Iterator;
import java.util.List;

/** A query's answer, whoever gave it; its rows can be read once, in one of the forms. */
public interface Answer extends AutoCloseable {
    /** The columns, in order. */
    List<AnswerColumn> columns();

    /** The rows as texts, times in RFC 3339, bytes in hexadecimal, what has parts as JSON; null where there is no value. */
    Iterator<String[]> texts();

    /** The rows as JSON objects, nulls kept, times in RFC 3339, bytes in base64; no two columns may have one name. */
    Iterator<String> objects();

    /** Lets go of what it holds. */
    @Override
    default void close() {}
}
