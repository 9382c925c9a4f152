package dev.weir.format;

import java.util.ArrayList;
import java.util.List;

/** What should stand somewhere in a line, in words. */
final class Expected {
    /** Where all of a line was read that a format has. */
    static final String END = "the end of the line";

    private Expected() {}

    /** A field's value. */
    static String value(Token token) {
        return switch (token.kind()) {
            case TIME, DATE, TIME_OF_DAY, LOCAL_DATE, LOCAL_TIME_OF_DAY -> "a time";
            case DAY_FIRST_TIME -> "a time with the day in front of the month";
            case MONTH_FIRST_TIME -> "a time with the month in front of the day";
            case ADDRESS, HOST, VHOST, HOST_AND_PORT -> "an address or host name";
            case ADDRESS_AND_PORT -> "an address and a port";
            case STRICT_ADDRESS -> "an address";
            case FORWARDED_ADDRESSES, FORWARDED_AGAIN -> "a list of addresses";
            case FORWARDED, FORWARDED_OR_PEER, FORWARDED_OR_OTHER -> "a list with an address in it";
            case URL -> "a URL, or a host and its port";
            case WORD -> named("one word", token);
            case USER -> "a user name of one word";
            case REQUEST, HASHED_REQUEST -> "a request";
            case BARE_REQUEST -> "a request without quotes";
            case STATUS -> "a status (number)";
            case NUMBER -> named("a number", token);
            case SECONDS, SECONDS_PART, SECONDS_UPSTREAM_PART, MILLIS, MICROS, NANOS, SECONDS_OR_MILLIS, MILLIS_PART ->
                named("a duration (number)", token);
            case BARE -> "a hyphen";
            case BALANCED -> "text in which quotes are closed";
            case CLOSED -> "text that does not begin with a quote, or one in quotes";
            default -> named("text", token);
        };
    }

    private static String named(String what, Token token) {
        String name = token.field() == null ? token.name() : token.field().column();
        return name == null ? what : what + " for " + name;
    }

    /** What a format has between fields. */
    static String literal(String literal) {
        List<String> words = new ArrayList<>();
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < literal.length(); i++) {
            String word = word(literal.charAt(i));
            if (word == null) {
                other.append(literal.charAt(i));
            }
            if (!other.isEmpty() && (word != null || i == literal.length() - 1)) {
                words.add("\"" + other + "\"");
                other.setLength(0);
            }
            if (word != null) {
                words.add(word);
            }
        }
        return String.join(" and ", words);
    }

    private static String word(char c) {
        return switch (c) {
            case ' ' -> "a space";
            case '\t' -> "a tab";
            case '"' -> "a quote";
            case '[' -> "an opening bracket";
            case ']' -> "a closing bracket";
            case '{' -> "an opening brace";
            case '}' -> "a closing brace";
            case ',' -> "a comma";
            case ':' -> "a colon";
            case '-' -> "a hyphen";
            case '|' -> "a bar";
            case '/' -> "a slash";
            default -> null;
        };
    }
}
