package dev.weir.format;

import java.util.Locale;

/** Why a line became a dead letter instead of an event. */
public enum Reason {
    /** Nothing but white space. */
    EMPTY_LINE,
    /** No known format begins like this. */
    UNRECOGNISED_FORMAT,
    /** The line begins like the format, then departs from it, or ends too early. */
    MALFORMED,
    /** The time cannot be read, is missing, or lies outside the years 1970 to 2200. */
    BAD_TIMESTAMP,
    /** A W3C record whose {@code #Fields} directive is unknown. */
    MISSING_HEADER,
    /** A connection without a request, as listeners that are not HTTP's log them. */
    NO_REQUEST,
    /** A directive, a row of column names or the bracket around a list: it describes records and is none. */
    HEADER_LINE,
    /** More than {@link LineParser#LONGEST} bytes. */
    TOO_LONG,
    /** Its time lies further after its arrival than is believed; only known where lines arrive, not here. */
    FROM_THE_FUTURE,
    /** Its time lies further before its arrival than is believed of a topic's; as the last. */
    TOO_OLD,
    /** A defect of the parser; the line is kept, and a report is welcome. */
    INTERNAL_ERROR;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The stable code kept in tables, such as {@code bad_timestamp}. */
    public String code() {
        return code;
    }
}
