package dev.weir.format;

import java.util.List;

/** How the lines of a format are built. */
sealed interface Shape {
    /** Text; alternatives in order. */
    record Text(List<Template> templates) implements Shape {
        public Text {
            templates = List.copyOf(templates);
        }
    }

    /**
     * JSON.
     *
     * @param fallback the same as text, for servers that write JSON which is none; null if there is no such thing
     */
    record Json(JsonFormat format, Template fallback) implements Shape {}

    /** W3C extended, by its header. */
    record W3c() implements Shape {}

    /** Columns in front of JSON. */
    record Console(JsonFormat format) implements Shape {}

    /** Whichever built-in fits. */
    record Auto() implements Shape {}
}
