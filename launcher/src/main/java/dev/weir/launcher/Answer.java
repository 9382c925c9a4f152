package dev.weir.launcher;

import java.util.Iterator;
import java.util.List;

/** A query's answer, whoever gave it; it can be read once. */
interface Answer {
    /** The columns' names; several may have one name. */
    List<String> columns();

    /** The rows as texts, times in RFC 3339, bytes in hexadecimal, what has parts as JSON; null where there is no value. */
    Iterator<String[]> texts();

    /** The rows as JSON objects, nulls kept, times in RFC 3339, bytes in base64; no two columns may have one name. */
    Iterator<String> objects();
}
