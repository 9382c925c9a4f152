package dev.weir.format;

/** A format string that cannot be used. */
final class FormatStringException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FormatStringException(String format, int at, String what) {
        super("Invalid log format: " + what + " (at character " + (at + 1) + ": " + excerpt(format, at) + ")");
    }

    FormatStringException(String what) {
        super("Invalid log format: " + what);
    }

    static String excerpt(String format, int at) {
        int end = Math.min(format.length(), at + 24);
        return at >= format.length()
                ? "its end"
                : "\"" + format.substring(at, end) + (end < format.length() ? "…" : "") + "\"";
    }
}
