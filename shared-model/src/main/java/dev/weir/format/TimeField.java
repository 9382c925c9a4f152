package dev.weir.format;

/**
 * The field of a format string that tells the time, where only its author knows: the variable of a map or a script. It is
 * written in front of the format, {@code time_field=NAME}, so that whoever keeps the format keeps it, too.
 *
 * @param name the variable's name, or the key of a JSON object; empty if the format tells
 */
record TimeField(String name) {
    static final TimeField TOLD = new TimeField("");

    private static final String MARK = "time_field=";

    /** The one in front of a format. */
    static TimeField of(String spec) {
        if (!spec.startsWith(MARK)) {
            return TOLD;
        }
        int end = spec.indexOf(' ');
        String name = spec.substring(MARK.length(), end < 0 ? spec.length() : end);
        if (name.isEmpty() || end < 0) {
            throw new FormatStringException(
                    spec,
                    MARK.length(),
                    "after time_field= must stand the name of a field, a space and the format string");
        }
        return new TimeField(name);
    }

    /** The same in front of a format. */
    String before(String format) {
        return isTold() ? format : MARK + name + " " + format;
    }

    /** The format behind it. */
    String without(String spec) {
        return isTold() ? spec : spec.substring(MARK.length() + name.length()).strip();
    }

    /** Whether nobody had to say which field it is. */
    boolean isTold() {
        return name.isEmpty();
    }

    /** The token as it is read when this field tells the time: others that could are not asked. */
    Token read(Token token) {
        if (isTold()) {
            return token;
        }
        if (name.equals(token.name())) {
            return new Token(Kind.TIME, Field.TIMESTAMP, null);
        }
        return token.kind().isTime() ? new Token(token.kind(), null, token.name()) : token;
    }

    /** What to tell whoever named a field that the format does not have. */
    FormatStringException missing() {
        return new FormatStringException(
                "it has no field named " + name + ", which is to tell the time; name a variable of the"
                        + " format without its $ or %, or a key of its JSON");
    }
}
