package dev.weir.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells names from format strings, and the servers' format strings from each other. */
final class FormatSpec {
    private static final int MOST_NAMES = 12;

    private FormatSpec() {}

    static LogFormat parse(String spec) {
        TimeField time = TimeField.of(spec.strip());
        String text = time.without(spec.strip());
        if (text.isEmpty()) {
            throw new FormatStringException("it is empty; use auto, a name (see \"weir formats\") or a log_format");
        }
        Optional<LogFormat> known = named(text);
        if (known.isPresent()) {
            if (!time.isTold()) {
                throw new FormatStringException("a field can be named to tell the time in a format string only, and \""
                        + text + "\" is the name of a format");
            }
            return known.get();
        }
        Directive directive = Directive.of(text);
        String format = directive.format();
        FormatLanguage dialect = directive.dialect() != null ? directive.dialect() : dialect(format);
        if (dialect == null) {
            throw unknown(text);
        }
        String name =
                directive.name() != null ? directive.name() : dialect.name().toLowerCase(Locale.ROOT) + "-custom";
        String description = "Given as a format string of " + dialect.name().toLowerCase(Locale.ROOT);
        return new LogFormat(spec, name, description, "", null, shape(dialect, format, time));
    }

    private static Optional<LogFormat> named(String text) {
        return Stream.concat(Stream.of(LogFormat.AUTO), BuiltIns.ALL.stream())
                .filter(format -> format.name().equals(text))
                .findFirst();
    }

    private static Shape shape(FormatLanguage dialect, String format, TimeField time) {
        if (dialect == FormatLanguage.HAPROXY && HaproxyJson.isJson(format)) {
            return new Shape.Json(List.of(HaproxyJson.compile(format, time)), null);
        }
        boolean spelt = dialect == FormatLanguage.NGINX || dialect == FormatLanguage.ENVOY;
        if (spelt && format.strip().startsWith("{")) {
            return new Shape.Json(List.of(JsonSpec.compile(dialect, format, time)), textOrNull(dialect, format, time));
        }
        return Shape.Text.of(dialect.compilePasted(format, time));
    }

    private static Template textOrNull(FormatLanguage dialect, String format, TimeField time) {
        try {
            return dialect.compilePasted(format, time).get(0);
        } catch (FormatStringException e) {
            // Fields may touch each other in a JSON value; then only valid JSON can be read.
            return null;
        }
    }

    private static FormatLanguage dialect(String format) {
        int dollar = format.indexOf('$');
        if (dollar >= 0
                && dollar + 1 < format.length()
                && (format.charAt(dollar + 1) == '{' || Character.isLetter(format.charAt(dollar + 1)))) {
            return FormatLanguage.NGINX;
        }
        if (format.indexOf('%') < 0) {
            return null;
        }
        if (HaproxyJson.isJson(format)) {
            return FormatLanguage.HAPROXY;
        }
        if (format.contains("%START_TIME") || format.contains("%REQ(") || format.contains("%RESPONSE_CODE%")) {
            return FormatLanguage.ENVOY;
        }
        for (String mark : List.of("%ci", "%tr", "%ST", "%Ta", "%Tt", "%HM", "%{+Q}", "%ft", "%[", "%cp", "%{-Q}")) {
            if (format.contains(mark)) {
                return FormatLanguage.HAPROXY;
            }
        }
        return FormatLanguage.APACHE;
    }

    private static FormatStringException unknown(String text) {
        if (text.length() > 40 || text.indexOf(' ') >= 0) {
            return new FormatStringException(FormatStringException.excerpt(text, 0)
                    + " has no fields such as $remote_addr (nginx), %h (Apache),"
                    + " %START_TIME% (Envoy) or %ci (HAProxy)");
        }
        List<String> names =
                new ArrayList<>(BuiltIns.ALL.stream().map(LogFormat::name).toList());
        names.add("auto");
        String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
        String nearest = names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .orElseThrow();
        boolean near = distance(wanted, nearest) <= Math.max(2, wanted.length() / 3);
        List<String> containing = names.stream()
                .filter(name -> wanted.length() > 2 && name.contains(wanted))
                .toList();
        String hint = !containing.isEmpty()
                ? "; did you mean " + String.join(" or ", containing) + "?"
                : near ? "; did you mean " + nearest + "?" : "; the names are " + some(names);
        return new FormatStringException("there is none named \"" + text + "\"" + hint);
    }

    /** All would be more than anybody reads of a message. */
    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES)
                + " more, which \"weir formats\" lists";
    }

    /** How many letters must change to make one word of the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
