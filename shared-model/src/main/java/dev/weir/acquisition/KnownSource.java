package dev.weir.acquisition;

import java.util.List;

/**
 * A site that visitors come from, under whichever of its hosts.
 *
 * @param name such as {@code google}, lower case
 * @param words the parameters that hold what was searched for; empty unless it is a search engine
 */
record KnownSource(String name, SourceCategory category, List<String> words) {
    KnownSource {
        words = List.copyOf(words);
    }
}
