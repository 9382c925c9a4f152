package dev.weir.format;

/** Undoes what servers do to quotes, backslashes and unprintable bytes. */
final class Escapes {
    private Escapes() {}

    /** Copies a value without its escapes; returns the index after the copy, which starts at {@code target[at]}. */
    interface Undo {
        int undo(byte[] source, int from, int to, byte[] target, int at);
    }

    /**
     * Copies a quoted value without its escapes: {@code \"}, {@code \\} and those {@code \xHH} that spell valid UTF-8
     * without control characters. Other escapes stay, so that no line break or control byte gets out.
     *
     * @return the index after the copy, which starts at {@code target[at]}
     */
    static int unescape(byte[] source, int from, int to, byte[] target, int at) {
        int write = at;
        int read = from;
        while (read < to) {
            byte b = source[read];
            if (b != '\\' || read + 1 == to) {
                target[write++] = b;
                read++;
                continue;
            }
            byte next = source[read + 1];
            if (next == '"' || next == '\\') {
                target[write++] = next;
                read += 2;
            } else if (hexAt(source, read, to) >= 0) {
                int length = Utf8.lengthOf(hexAt(source, read, to));
                int end = write;
                for (int i = 0; i < length; i++) {
                    int unit = hexAt(source, read + 4 * i, to);
                    if (unit < 0) {
                        break;
                    }
                    target[end++] = (byte) unit;
                }
                if (length > 0 && end - write == length && Utf8.isPrintable(target, write, end)) {
                    read += 4 * length;
                    write = end;
                } else {
                    System.arraycopy(source, read, target, write, 4);
                    read += 4;
                    write += 4;
                }
            } else {
                target[write++] = b;
                target[write++] = next;
                read += 2;
            }
        }
        return write;
    }

    /**
     * Copies a value in which HAProxy wrote {@code #HH} for quotes, braces and bytes that are no ASCII. What is no valid UTF-8, or
     * a control character, stays as it is written.
     *
     * @return the index after the copy, which starts at {@code target[at]}
     */
    static int unhash(byte[] source, int from, int to, byte[] target, int at) {
        return decode('#', source, from, to, target, at);
    }

    /** Copies a value without the second of each two quotes; returns the end of the copy. */
    static int undouble(byte[] source, int from, int to, byte[] target, int at) {
        int write = at;
        for (int read = from; read < to; read++) {
            target[write++] = source[read];
            if (source[read] == '"' && read + 1 < to && source[read + 1] == '"') {
                read++;
            }
        }
        return write;
    }

    private static int hexAt(byte[] b, int at, int to) {
        if (at + 4 > to || b[at] != '\\' || b[at + 1] != 'x') {
            return -1;
        }
        int high = Digits.hex(b[at + 2]);
        int low = Digits.hex(b[at + 3]);
        return (high | low) < 0 ? -1 : high << 4 | low;
    }

    /** Undoes percent-encoding once, leaving what is no valid, printable UTF-8 as it was; returns the end of the copy. */
    static int percentDecode(byte[] source, int from, int to, byte[] target, int at) {
        return decode('%', source, from, to, target, at);
    }

    /** Undoes codes of a mark and two hexadecimal digits. */
    private static int decode(char mark, byte[] source, int from, int to, byte[] target, int at) {
        int write = at;
        int read = from;
        while (read < to) {
            int first = codeAt(mark, source, read, to);
            int length = first < 0 ? 0 : Utf8.lengthOf(first);
            int end = write;
            for (int i = 0; i < length; i++) {
                int unit = codeAt(mark, source, read + 3 * i, to);
                if (unit < 0) {
                    break;
                }
                target[end++] = (byte) unit;
            }
            if (length > 0 && end - write == length && Utf8.isPrintable(target, write, end)) {
                read += 3 * length;
                write = end;
            } else {
                target[write++] = source[read++];
            }
        }
        return write;
    }

    private static int codeAt(char mark, byte[] b, int at, int to) {
        if (at + 3 > to || b[at] != mark) {
            return -1;
        }
        int high = Digits.hex(b[at + 1]);
        int low = Digits.hex(b[at + 2]);
        return (high | low) < 0 ? -1 : high << 4 | low;
    }
}
