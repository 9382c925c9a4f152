package dev.weir.model;

import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The path with what varies from request to request replaced, OpenTelemetry's
 * {@code url.template}: numbers by {@code {id}}, UUIDs by {@code {uuid}}, hexadecimal strings by {@code {hash}}, dates
 * (one segment or three) by {@code {date}}, and a content hash within a file's name by {@code {hash}}. A path of more than
 * {@value #MAX_SEGMENTS} segments ends in {@code /…}. One pass over the bytes.
 */
final class UrlTemplate {
    static final int MAX_SEGMENTS = 8;
    private static final int MAX_BYTES = 256;
    private static final int LONGEST_CHARACTER = 4;
    private static final int SHORTEST_HASH = 16;
    private static final int SHORTEST_FILE_HASH = 8;
    private static final int LONGEST_FILE_HASH = 64;
    private static final int UUID_LENGTH = 36;
    private static final UTF8String NO_PATH = UTF8String.fromString("-");
    private static final byte[] DATE = ascii("{date}");
    private static final byte[] MORE = "/…".getBytes(StandardCharsets.UTF_8);

    private UrlTemplate() {}

    /**
     * A path's template.
     *
     * @param bytes the path without query; null where there is none
     */
    static UTF8String of(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            return NO_PATH;
        }
        if (bytes[0] != '/') {
            return cut(bytes, bytes.length);
        }
        byte[] out = new byte[bytes.length + MAX_SEGMENTS * DATE.length + MORE.length];
        int length = 0;
        int segments = 0;
        int at = 0;
        while (at < bytes.length) {
            if (segments++ == MAX_SEGMENTS) {
                length = append(out, length, MORE);
                break;
            }
            int from = at + 1;
            int to = segmentEnd(bytes, from);
            out[length++] = '/';
            int dateEnd = calendarDate(bytes, from, to);
            if (dateEnd > 0) {
                length = append(out, length, DATE);
                at = dateEnd;
                continue;
            }
            byte[] placeholder = placeholder(bytes, from, to);
            if (placeholder.length > 0) {
                length = append(out, length, placeholder);
            } else if (to == bytes.length) {
                length = fileName(bytes, from, to, out, length);
            } else {
                System.arraycopy(bytes, from, out, length, to - from);
                length += to - from;
            }
            at = to;
        }
        return cut(out, length);
    }

    private static final byte[] ID = ascii("{id}");
    private static final byte[] UUID = ascii("{uuid}");
    private static final byte[] HASH = ascii("{hash}");
    private static final byte[] LITERAL = {};

    private static byte[] placeholder(byte[] bytes, int from, int to) {
        int length = to - from;
        int digits = 0;
        int hex = 0;
        for (int i = from; i < to; i++) {
            if (isDigit(bytes[i])) {
                digits++;
                hex++;
            } else if (isHex(bytes[i])) {
                hex++;
            }
        }
        if (length == 0 || digits == 0 && length != UUID_LENGTH) {
            return LITERAL;
        }
        if (digits == length) {
            return ID;
        }
        if (length == UUID_LENGTH && hex == UUID_LENGTH - 4 && isUuid(bytes, from)) {
            return UUID;
        }
        if (hex == length && length >= SHORTEST_HASH) {
            return HASH;
        }
        return isDate(bytes, from, to) ? DATE : LITERAL;
    }

    /** Copies a file's name, a content hash between dots or dashes replaced. */
    private static int fileName(byte[] bytes, int from, int to, byte[] out, int at) {
        int length = at;
        int start = from;
        boolean replaced = false;
        for (int i = from; i <= to; i++) {
            if (i < to && bytes[i] != '.' && bytes[i] != '-') {
                continue;
            }
            // The name's first part is a word, not a hash of something: it has no delimiter before it.
            if (!replaced && start > from && isFileHash(bytes, start, i)) {
                length = append(out, length, HASH);
                replaced = true;
            } else {
                System.arraycopy(bytes, start, out, length, i - start);
                length += i - start;
            }
            if (i < to) {
                out[length++] = bytes[i];
            }
            start = i + 1;
        }
        return length;
    }

    private static boolean isFileHash(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < SHORTEST_FILE_HASH || length > LONGEST_FILE_HASH) {
            return false;
        }
        boolean digit = false;
        for (int i = from; i < to; i++) {
            if (!isHex(bytes[i])) {
                return false;
            }
            digit |= isDigit(bytes[i]);
        }
        return digit;
    }

    private static boolean isUuid(byte[] bytes, int from) {
        return bytes[from + 8] == '-' && bytes[from + 13] == '-' && bytes[from + 18] == '-' && bytes[from + 23] == '-';
    }

    /** {@code yyyy-mm-dd}. */
    private static boolean isDate(byte[] bytes, int from, int to) {
        return to - from == 10
                && isYear(bytes, from, from + 4)
                && bytes[from + 4] == '-'
                && isNumber(bytes, from + 5, from + 7, 12)
                && bytes[from + 7] == '-'
                && isNumber(bytes, from + 8, to, 31);
    }

    /** The end of {@code yyyy/mm/dd} whose first segment is given, or -1. */
    private static int calendarDate(byte[] bytes, int from, int to) {
        if (!isYear(bytes, from, to) || to == bytes.length) {
            return -1;
        }
        int month = segmentEnd(bytes, to + 1);
        if (month == bytes.length || !isNumber(bytes, to + 1, month, 12)) {
            return -1;
        }
        int day = segmentEnd(bytes, month + 1);
        return isNumber(bytes, month + 1, day, 31) ? day : -1;
    }

    private static boolean isYear(byte[] bytes, int from, int to) {
        return to - from == 4
                && (bytes[from] == '1' && bytes[from + 1] == '9' || bytes[from] == '2' && bytes[from + 1] == '0')
                && isDigit(bytes[from + 2])
                && isDigit(bytes[from + 3]);
    }

    /** One or two digits from 1 to most. */
    private static boolean isNumber(byte[] bytes, int from, int to, int most) {
        if (to - from < 1 || to - from > 2 || !isDigit(bytes[from]) || !isDigit(bytes[to - 1])) {
            return false;
        }
        int value = to - from == 1 ? bytes[from] - '0' : (bytes[from] - '0') * 10 + bytes[from + 1] - '0';
        return value >= 1 && value <= most;
    }

    private static int segmentEnd(byte[] bytes, int from) {
        int to = from;
        while (to < bytes.length && bytes[to] != '/') {
            to++;
        }
        return to;
    }

    private static int append(byte[] out, int length, byte[] text) {
        System.arraycopy(text, 0, out, length, text.length);
        return length + text.length;
    }

    /** At most {@value #MAX_BYTES} bytes, no character cut in two. */
    private static UTF8String cut(byte[] bytes, int length) {
        int end = Math.min(length, MAX_BYTES);
        int shortest = end - LONGEST_CHARACTER;
        while (end < length && end > shortest && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return UTF8String.fromBytes(bytes, 0, end);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isHex(byte b) {
        return isDigit(b) || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
