package dev.weir.source.files;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Proof of a range's bytes, and of what lies before them.
 *
 * @param start where the range begins
 * @param inner where it may be split: at lines' beginnings, in their order
 * @param end where it ends
 */
public record Marks(Mark start, List<Mark> inner, Mark end) implements Serializable {
    public Marks {
        Objects.requireNonNull(start, "start is null");
        Objects.requireNonNull(end, "end is null");
        inner = List.copyOf(inner);
    }

    /** The same without places to split at. */
    Marks whole() {
        return new Marks(start, List.of(), end);
    }
}
