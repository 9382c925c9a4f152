package dev.weir.acquisition;

import java.util.List;

/** What a search engine's referrer says was searched for. Most engines have ceased to say it. */
final class SearchWords {
    private SearchWords() {}

    /** The value of the engine's first parameter that has one; empty if there is none. */
    static String of(KnownSource engine, UrlParameters parameters) {
        List<String> names = engine.words();
        String words = "";
        int best = names.size();
        while (best > 0 && parameters.advance()) {
            for (int i = 0; i < best; i++) {
                if (parameters.isNamed(names.get(i)) && parameters.hasValue()) {
                    words = parameters.value();
                    best = i;
                }
            }
        }
        return words;
    }
}
