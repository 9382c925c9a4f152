package dev.weir.serving.delta;

/**
 * Between which texts all of a column's in a file lie. Delta cuts them at 32 characters: the lower one to a prefix, and to
 * the upper one it appends a character above all others.
 *
 * @param least no text is before it
 * @param most no text is after it
 */
public record TextRange(String least, String most) {
    /** Whether a text, of characters of ASCII, may be in the file. */
    public boolean mayHave(String text) {
        return text.compareTo(least) >= 0 && text.compareTo(most) <= 0;
    }
}
