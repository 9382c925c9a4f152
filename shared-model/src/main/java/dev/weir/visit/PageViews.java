package dev.weir.visit;

import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which requests are views of a page, as far as a log tells: by method, status and path.
 *
 * <table>
 *   <caption>All three must hold</caption>
 *   <tr><th>Method</th><td>GET. HEAD brings no page, and what POST brings is mostly a redirection to one</td></tr>
 *   <tr><th>Status</th><td>200 to 203, and 304: not 204 and 205, which have no content, not 206, a part of a download, and no redirection,
 *       which the page itself follows</td></tr>
 *   <tr><th>Path</th><td>Begins with a slash, and is none of {@code no-pages.txt}: neither an extension nor a place of what is no
 *       page; a document of HTML is one wherever it lies</td></tr>
 * </table>
 *
 * <p>What an application answers with data under paths of its own counts as a page; and a bot's request as well: whether it may view
 * pages, the caller decides. Linear in the path, thread-safe.
 */
public final class PageViews {
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_STATUS = 200;
    private static final int LAST_STATUS = 203;
    private static final PageViews WEIRS =
            new PageViews(RuleFile.beside(PageViews.class, "no-pages.txt").words());

    private final Set<String> pages = new HashSet<>();
    private final Set<String> extensions = new HashSet<>();
    private final List<byte[]> places = new ArrayList<>();
    private final int longestExtension;

    private PageViews(List<List<String>> rules) {
        for (List<String> rule : rules) {
            rule.stream().skip(1).forEach(word -> add(rule.get(0), word));
        }
        longestExtension = Stream.concat(pages.stream(), extensions.stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private void add(String kind, String word) {
        switch (kind) {
            case "document" -> pages.add(word);
            case "extension" -> extensions.add(word);
            case "under" -> places.add(word.getBytes(StandardCharsets.UTF_8));
            default -> {
                // An example.
            }
        }
    }

    /**
     * Whether a request is a view of a page.
     *
     * @param method as sent; null where there is none
     * @param status as logged
     * @param path as sent, without query; null where there is none
     */
    public static boolean isPageView(byte[] method, long status, byte[] path) {
        return path != null && isPageView(method, status, path, 0, path.length);
    }

    /**
     * Whether a request is a view of a page.
     *
     * @param method as sent; null where there is none
     * @param status as logged
     * @param path bytes among which the path is, as sent, without query
     * @param from where it begins
     * @param to where it ends
     */
    public static boolean isPageView(byte[] method, long status, byte[] path, int from, int to) {
        return isGet(method) && showsPage(status) && WEIRS.isPage(path, from, to);
    }

    private static boolean isGet(byte[] method) {
        return method != null && method.length == 3 && method[0] == 'G' && method[1] == 'E' && method[2] == 'T';
    }

    private static boolean showsPage(long status) {
        return status >= FIRST_STATUS && status <= LAST_STATUS || status == NOT_MODIFIED;
    }

    private boolean isPage(byte[] path, int from, int to) {
        if (from >= to || path[from] != '/') {
            return false;
        }
        String extension = extension(path, from, to);
        return pages.contains(extension) || !extensions.contains(extension) && !isUnderPlace(path, from, to);
    }

    /** In lower case; empty where there is none, or a longer one than any that is known. */
    private String extension(byte[] path, int from, int to) {
        int segment = to;
        while (segment > from && path[segment - 1] != '/') {
            segment--;
        }
        int end = segment;
        int dot = -1;
        // Parameters of a segment are no part of its name: RFC 3986, 3.3.
        for (; end < to && path[end] != ';'; end++) {
            if (path[end] == '.') {
                dot = end;
            }
        }
        int length = end - dot - 1;
        return dot < 0 || length > longestExtension
                ? ""
                : new String(path, dot + 1, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private boolean isUnderPlace(byte[] path, int from, int to) {
        for (byte[] place : places) {
            if (begins(path, from, to, place)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] path, int from, int to, byte[] place) {
        int end = from + place.length;
        if (end > to || end < to && path[end] != '/') {
            return false;
        }
        for (int i = 0; i < place.length; i++) {
            if (path[from + i] != place[i]) {
                return false;
            }
        }
        return true;
    }
}
