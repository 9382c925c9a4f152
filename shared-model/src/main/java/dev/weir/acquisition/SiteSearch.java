package dev.weir.acquisition;

import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * What a visitor searched for on the site itself: the first value of {@code q}, {@code s}, {@code search}, {@code query} or
 * {@code keyword}, as in
 * <a href="https://support.google.com/analytics/answer/9216061">Google Analytics' enhanced measurement</a> and in this order;
 * and of {@code term} or {@code k}, which are too common to mean it everywhere, where the path says that it is a search.
 *
 * <p>Limits: {@code q} and {@code s} stand for quality, size, status and others as well. Files that no search gives (images, styles,
 * scripts, fonts) are left out; a page that takes {@code ?s=2} for something else is counted, as it is there. A search whose words
 * stand in its path or are posted is not seen.
 */
public final class SiteSearch {
    /** A rank among the parameters, the lowest first; from {@link #RARE} on only for paths of searches. */
    private static final KeyTable<Integer> PARAMETERS =
            new KeyTable<>(Map.of("q", 0, "s", 1, "search", 2, "query", 3, "keyword", 4, "term", 5, "k", 6));

    private static final int RARE = 5;

    private static final KeyTable<Boolean> FILES = new KeyTable<>(table(
            "png jpg jpeg gif webp avif svg ico bmp css js mjs map woff woff2 ttf otf eot mp3 mp4 webm ogg zip gz"));

    /** Words in a path that are those of a search, in the languages that most sites are written in. */
    private static final KeyTable<Boolean> SEARCHES = new KeyTable<>(table("search searches find results catalogsearch"
            + " sitesearch suche suchen suchergebnisse recherche rechercher buscar busca busqueda pesquisa cerca ricerca"
            + " zoeken szukaj hledat haku sok arama"));

    private SiteSearch() {}

    /**
     * The words; empty if there are none.
     *
     * @param path the path without query; null if it is not known
     * @param query what stands behind the question mark; null is none
     */
    public static String terms(byte[] path, byte[] query) {
        if (query == null || query.length == 0) {
            return "";
        }
        String terms = "";
        int best = Integer.MAX_VALUE;
        UrlParameters parameters = new UrlParameters(query, 0, query.length);
        while (parameters.advance()) {
            Integer rank = parameters.in(PARAMETERS);
            if (rank != null && rank < best && parameters.hasValue() && (rank < RARE || isSearch(path))) {
                best = rank;
                terms = parameters.value();
            }
        }
        return terms.isEmpty() || isFile(path) ? "" : terms;
    }

    private static boolean isFile(byte[] path) {
        int at = path == null ? 0 : path.length;
        while (at > 0 && path[at - 1] != '.' && path[at - 1] != '/') {
            at--;
        }
        return at > 0 && path[at - 1] == '.' && FILES.whole(path, at, path.length) != null;
    }

    private static boolean isSearch(byte[] path) {
        int from = 0;
        for (int i = 0; path != null && i <= path.length; i++) {
            if (i == path.length || !UrlHost.isLetterOrDigit(path[i])) {
                if (i > from && SEARCHES.whole(path, from, i) != null) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    private static Map<String, Boolean> table(String words) {
        Map<String, Boolean> table = new HashMap<>();
        new StringTokenizer(words).asIterator().forEachRemaining(word -> table.put((String) word, true));
        return table;
    }
}
