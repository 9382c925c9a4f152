package dev.weir.format;

import java.util.List;

/**
 * How a line is read, piece by piece, or where it parts from the formats that it fits furthest.
 *
 * @param format what was recognised or named; null if nothing was
 * @param reason why the line is a dead letter; null for an event
 * @param pieces of an event, in the line's order, of which what stands around the line proper comes first
 * @param event the columns and, after them, the attributes of the event, by the rule of trusted proxies; empty for a dead letter
 * @param parting where a dead letter parts from what fits it furthest; null if it is an event, was not tried, or has nothing of any
 *     known format
 * @param otherwise formats that read a dead letter where somebody names them, although they are not recognised
 */
public record Explanation(
        String format, Reason reason, List<Piece> pieces, List<Value> event, Parting parting, List<String> otherwise) {
    public Explanation {
        pieces = List.copyOf(pieces);
        event = List.copyOf(event);
        otherwise = List.copyOf(otherwise);
    }

    /** What a piece of a line is. */
    public enum Role {
        /** What is left of another line. */
        TORN,
        /** What a transport put in front. */
        PREFIX,
        /** The JSON that a transport made of the line. */
        ENVELOPE,
        /** A field that becomes columns or an attribute, or says that there is nothing. */
        FIELD,
        /** A field that becomes nothing. */
        IGNORED
    }

    /**
     * A piece of a line.
     *
     * @param text as it stands there
     * @param name its own in the format, else its column's; null if it has none
     * @param values what it becomes, by itself
     */
    public record Piece(Role role, String text, String name, List<Value> values) {
        public Piece {
            values = List.copyOf(values);
        }
    }

    /** What becomes of the value of a piece. */
    public enum Use {
        /** It is the event's. */
        COUNTS,
        /** It is a part of the event's, which is a sum. */
        PART,
        /** Another piece, or the rule of trusted proxies, gives the column a better value, or the same piece had none to give. */
        REPLACED
    }

    /**
     * A value.
     *
     * @param column or the name of an attribute
     * @param value as JSON would have it, without quotes
     */
    public record Value(String column, boolean attribute, String value, Use use) {}

    /**
     * Where a line parts from formats.
     *
     * @param formats that all fit up to there
     * @param line the line proper: the content of an envelope, if there is one
     * @param at the index of the first character that does not fit; the length where the line ends too early
     * @param expected what should stand there, in words
     */
    public record Parting(List<String> formats, String line, int at, String expected) {
        private static final int LONGEST_FOUND = 20;

        public Parting {
            formats = List.copyOf(formats);
        }

        /** What stands there instead: the character and those up to the next space; empty if the line has ended. */
        public String found() {
            int end = at;
            while (end < line.length() && end - at < LONGEST_FOUND && (end == at || line.charAt(end) != ' ')) {
                end++;
            }
            return line.substring(at, end);
        }

        /** For people: {@code character 17: expected a space, found -}. */
        public String message() {
            String found = found().isEmpty() ? "the line ends" : "found " + found();
            return "character " + (at + 1) + ": expected " + expected + ", " + found;
        }
    }
}
