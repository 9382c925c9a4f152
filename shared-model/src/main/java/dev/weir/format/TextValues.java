package dev.weir.format;

/** Sets text fields, decoded where the format encodes them. All return true: any text will do. */
final class TextValues {
    private TextValues() {}

    static boolean text(Field field, byte[] b, int from, int to, ParsedLine out) {
        if (to > from) {
            out.set(field, b, from, to);
        }
        return true;
    }

    static boolean plus(Field field, byte[] b, int from, int to, ParsedLine out) {
        if (Bytes.indexOf(b, from, to, '+') < 0) {
            return text(field, b, from, to, out);
        }
        byte[] target = out.scratch(to - from);
        int at = out.scratchFrom();
        for (int i = from; i < to; i++) {
            target[at + i - from] = b[i] == '+' ? (byte) ' ' : b[i];
        }
        out.keepScratch(at + to - from);
        return text(field, target, at, at + to - from, out);
    }

    static boolean percent(Field field, byte[] b, int from, int to, ParsedLine out) {
        if (Bytes.indexOf(b, from, to, '%') < 0) {
            return text(field, b, from, to, out);
        }
        byte[] once = new byte[to - from];
        int length = Escapes.percentDecode(b, from, to, once, 0);
        byte[] target = out.scratch(length);
        int at = out.scratchFrom();
        // "%2520" becomes "%20" at first; a user agent with a genuine percent sign was encoded, too.
        int end = Escapes.percentDecode(once, 0, length, target, at);
        out.keepScratch(end);
        return text(field, target, at, end, out);
    }

    static boolean cacheHit(Field field, boolean hit, ParsedLine out) {
        byte[] text = hit ? new byte[] {'H', 'I', 'T'} : new byte[] {'M', 'I', 'S', 'S'};
        out.set(field, text, 0, text.length);
        return true;
    }

    /** Whether each quote that opens is closed. */
    static boolean isBalanced(byte[] b, int from, int to) {
        boolean balanced = true;
        for (int i = from; i < to; i++) {
            balanced ^= b[i] == '"';
        }
        return balanced;
    }

    /** Whether what is left of a line does not begin with a quote, or is one text in quotes. */
    static boolean isClosed(byte[] b, int from, int to) {
        // Two blanks: the field before is empty, and what seems to be left of the line is that field.
        boolean empty = b[from - 2] == ' ';
        int quote = Bytes.indexOf(b, from + 1, to, '"');
        return !empty && (b[from] != '"' || quote == to - 1);
    }
}
