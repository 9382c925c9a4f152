package dev.weir.acquisition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sites that are known by name: which hosts, Android applications and words in {@code utm_source} are theirs. A host is a
 * site's if it ends in one of the site's, at a point, and the longest such decides; country domains are all spelled out, so
 * that {@code google.evil.example} is nobody's.
 */
final class KnownSources {
    static final String APP = "android-app://";
    private static final String NAMES = "names.txt";
    private static final String ENDINGS = "country-domains.txt";

    private final Map<String, KnownSource> sources = new LinkedHashMap<>();
    private final KeyTable<KnownSource> hosts;
    private final KeyTable<KnownSource> suffixes;
    private final KeyTable<KnownSource> names;

    KnownSources(AcquisitionRules rules) {
        Map<String, KnownSource> exact = new HashMap<>();
        Map<String, KnownSource> suffix = new HashMap<>();
        for (SourceCategory category : SourceCategory.values()) {
            for (List<String> line : rules.of(file(category))) {
                KnownSource source = source(category, line);
                for (String host : spelledOut(line.get(0), endings(rules))) {
                    boolean whole = host.startsWith("=") || host.startsWith(APP);
                    put(whole ? exact : suffix, host.startsWith("=") ? host.substring(1) : host, source);
                }
            }
        }
        this.hosts = new KeyTable<>(exact);
        this.suffixes = new KeyTable<>(suffix);
        this.names = new KeyTable<>(named(rules));
    }

    /** The file of a category: a line a host, with the site's name, for search engines the words' parameters, and an example. */
    static String file(SourceCategory category) {
        return category.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }

    /** All files that are read here. */
    static List<String> files() {
        return List.of(
                NAMES,
                ENDINGS,
                file(SourceCategory.SEARCH),
                file(SourceCategory.SOCIAL),
                file(SourceCategory.VIDEO),
                file(SourceCategory.SHOPPING),
                file(SourceCategory.MAIL),
                file(SourceCategory.AI_ASSISTANT),
                file(SourceCategory.SPAM));
    }

    private KnownSource source(SourceCategory category, List<String> line) {
        boolean searched = category == SourceCategory.SEARCH;
        if (line.size() != (searched ? 4 : 3)) {
            throw new IllegalStateException("Invalid rule: " + line + " in " + file(category));
        }
        List<String> words =
                searched && !line.get(2).equals("-") ? List.of(line.get(2).split(",", -1)) : List.of();
        KnownSource source = sources.computeIfAbsent(line.get(1), name -> new KnownSource(name, category, words));
        if (source.category() != category || searched && !source.words().equals(words)) {
            throw new IllegalStateException("Invalid rule: " + line + ", it contradicts " + source);
        }
        return source;
    }

    private static Map<String, List<String>> endings(AcquisitionRules rules) {
        Map<String, List<String>> endings = new HashMap<>();
        for (List<String> line : rules.of(ENDINGS)) {
            endings.computeIfAbsent(line.get(0), name -> new ArrayList<>()).addAll(line.subList(1, line.size()));
        }
        return endings;
    }

    /** {@code images.google.*} under each country domain of {@code google}. */
    private static List<String> spelledOut(String host, Map<String, List<String>> endings) {
        if (!host.endsWith(".*")) {
            return List.of(host);
        }
        String stem = host.substring(0, host.length() - 1);
        int label = Math.max(stem.lastIndexOf('.', stem.length() - 2), stem.lastIndexOf('=')) + 1;
        List<String> of = endings.get(stem.substring(label, stem.length() - 1));
        if (of == null) {
            throw new IllegalStateException("Invalid rule: " + host + ", " + ENDINGS + " has no endings of it");
        }
        return of.stream().map(ending -> stem + ending).toList();
    }

    private Map<String, KnownSource> named(AcquisitionRules rules) {
        Map<String, KnownSource> named = new HashMap<>(sources);
        for (List<String> line : rules.of(NAMES)) {
            KnownSource source = sources.get(line.get(1));
            if (source == null) {
                throw new IllegalStateException("Invalid rule: " + line + ", there is no such source");
            }
            put(named, line.get(0).replace('_', ' '), source);
            put(named, line.get(0), source);
        }
        return named;
    }

    private static void put(Map<String, KnownSource> map, String key, KnownSource source) {
        KnownSource other = map.put(key.toLowerCase(Locale.ROOT), source);
        if (other != null && !other.equals(source)) {
            throw new IllegalStateException("Two rules for " + key);
        }
    }

    /** Whose the host is; null if nobody's who is known. The range is without {@code www.}. */
    KnownSource host(byte[] b, int from, int to) {
        KnownSource whole = hosts.whole(b, from, to);
        return whole == null ? suffixes.suffix(b, from, to) : whole;
    }

    /** Whose the Android application is, of which the range is {@code android-app://} and the package; null likewise. */
    KnownSource app(byte[] b, int from, int to) {
        return hosts.whole(b, from, to);
    }

    /** Whom a tag's source means, by a name or by a host; null likewise. */
    KnownSource named(String source) {
        byte[] b = source.getBytes(StandardCharsets.UTF_8);
        KnownSource byName = names.whole(b, 0, b.length);
        return byName != null || source.indexOf('.') < 0
                ? byName
                : host(b, source.startsWith("www.") ? 4 : 0, b.length);
    }

    /** How many are known of a category. */
    long count(SourceCategory category) {
        return sources.values().stream().filter(s -> s.category() == category).count();
    }
}
