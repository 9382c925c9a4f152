package dev.weir.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Follows the directive lines of a W3C extended log file ({@code #Fields: date time …}); not thread-safe. */
public final class Directives {
    private static final byte[] FIELDS = "#Fields:".getBytes(UTF_8);
    private static final List<byte[]> OTHERS =
            List.of("#Version:", "#Software:", "#Date:", "#Start-Date:", "#End-Date:", "#Remark:").stream()
                    .map(name -> name.getBytes(UTF_8))
                    .toList();

    private String header;

    /** True when the line {@code buf[from, to)} is a directive, hence no record; one that names fields changes the header. */
    public boolean accept(byte[] buf, int from, int to) {
        if (from == to || buf[from] != '#') {
            return false;
        }
        if (startsWith(buf, from, to, FIELDS)) {
            int start = from + FIELDS.length;
            header = new String(buf, start, to - start, UTF_8).strip();
            return true;
        }
        return OTHERS.stream().anyMatch(name -> startsWith(buf, from, to, name));
    }

    /** The text of the last {@code #Fields:} line without that prefix; null before the first. */
    public String header() {
        return header;
    }

    private static boolean startsWith(byte[] buf, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (lower(buf[from + i]) != lower(prefix[i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
