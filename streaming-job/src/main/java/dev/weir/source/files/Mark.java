package dev.weir.source.files;

import java.io.Serializable;
import java.util.Objects;

/**
 * A place in a content, and proof of what lies before it.
 *
 * @param block identity of the bytes before a block's beginning, at least one block before the place if there is one: to
 *     prove the place's own, no byte before that need be read
 * @param at identity of the bytes before the place
 */
public record Mark(FileIdentity block, FileIdentity at) implements Serializable {
    static final Mark BEGINNING = new Mark(FileIdentity.of(), FileIdentity.of());

    public Mark {
        Objects.requireNonNull(block, "block is null");
        if (at.length() < block.length()) {
            throw new IllegalArgumentException("Invalid mark: " + at + " lies before its block " + block);
        }
    }

    long position() {
        return at.length();
    }
}
