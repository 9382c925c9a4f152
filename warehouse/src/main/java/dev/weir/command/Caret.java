package dev.weir.command;

/** A line with a caret under one of its characters, which strangers may have written. */
public final class Caret {
    private static final int BEFORE = 70;
    private static final int AFTER = 40;
    private static final String CUT = "…";

    private Caret() {}

    /**
     * Two lines, each ended by a line feed; what is far from the caret is left out.
     *
     * @param at the index of the character; the line's length is the place behind it
     */
    public static String under(String line, int at, String indent) {
        int from = at <= BEFORE ? 0 : at - BEFORE;
        int to = Math.min(line.length(), at + AFTER);
        String before = (from > 0 ? CUT : "") + Visible.line(line.substring(from, at));
        String after = Visible.line(line.substring(at, to)) + (to < line.length() ? CUT : "");
        String gap = " ".repeat(before.codePointCount(0, before.length()));
        return indent + before + after + "\n" + indent + gap + "^\n";
    }
}
