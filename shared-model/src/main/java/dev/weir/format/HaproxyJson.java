package dev.weir.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Compiles HAProxy's log-format after <a href="https://docs.haproxy.org/3.0/configuration.html#8.2.6">{@code %{+json}o}</a>:
 * an object whose keys are the names in parentheses, {@code %(status)ST}. What has no name, and the text between, is not
 * written.
 */
final class HaproxyJson {
    private final String format;
    private final TimeField time;
    private int at;

    private HaproxyJson(String format, TimeField time) {
        this.format = format;
        this.time = time;
    }

    /** Whether the format is encoded so. */
    static boolean isJson(String format) {
        int flags = format.indexOf("%{");
        while (flags >= 0) {
            int close = format.indexOf('}', flags);
            if (close > 0
                    && format.startsWith("o", close + 1)
                    && format.substring(flags, close).contains("+json")) {
                return true;
            }
            flags = format.indexOf("%{", flags + 1);
        }
        return false;
    }

    static JsonFormat compile(String format, TimeField time) {
        return JsonSpec.format(FormatLanguage.HAPROXY, new HaproxyJson(format, time).entries(), time);
    }

    private List<JsonFormat.Entry> entries() {
        List<JsonFormat.Entry> entries = new ArrayList<>();
        while (at < format.length()) {
            if (format.startsWith("%%", at)) {
                at += 2;
            } else if (format.charAt(at) == '%') {
                item(entries);
            } else {
                at++;
            }
        }
        return entries;
    }

    /** {@code %(name:type){flags}variable}, of which name and flags may be missing or change places. */
    private void item(List<JsonFormat.Entry> entries) {
        int start = at++;
        String name = null;
        while (at < format.length() && (format.charAt(at) == '(' || format.charAt(at) == '{')) {
            boolean named = format.charAt(at) == '(';
            String inside = enclosed(start, named ? ')' : '}', named ? "parenthesis" : "brace");
            name = named ? inside : name;
        }
        int from = at;
        if (format.startsWith("[", at)) {
            enclosed(start, ']', "bracket");
        } else {
            while (at < format.length() && Character.isLetter(format.charAt(at))) {
                at++;
            }
        }
        if (from == at) {
            throw new FormatStringException(format, start, "a variable's name must follow the percent sign");
        }
        if (name != null && !name.isEmpty() && name.charAt(0) != ':') {
            int type = name.indexOf(':');
            entries.add(entry(type < 0 ? name : name.substring(0, type), format.substring(from, at)));
        }
    }

    private String enclosed(int start, char close, String what) {
        int end = format.indexOf(close, at);
        if (end < 0) {
            throw new FormatStringException(format, start, "the " + what + " is never closed");
        }
        String inside = format.substring(at + 1, end);
        at = end + 1;
        return inside;
    }

    private JsonFormat.Entry entry(String name, String variable) {
        Token token = FormatLanguage.HAPROXY.compile("%" + variable).only();
        return new JsonFormat.Entry(List.of(name), JsonSpec.named(token, name, time), null);
    }
}
