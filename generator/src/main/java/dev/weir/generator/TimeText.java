package dev.weir.generator;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times; the day's text is remembered, since lines come in the order of time. */
final class TimeText {
    private static final int DAY = 86_400_000;
    private static final DateTimeFormatter CLF = DateTimeFormatter.ofPattern("dd/MMM/yyyy:", Locale.ROOT);
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'", Locale.ROOT);

    private long day = Long.MIN_VALUE;
    private String clfDate = "";
    private String isoDate = "";

    /** As in {@code 20/Nov/2026:10:00:00}. */
    void clf(long millis, LineBuffer line) {
        turnTo(millis);
        line.text(clfDate);
        clock(millis, line);
    }

    /** As in {@code 2026-11-20T10:00:00}. */
    void iso(long millis, LineBuffer line) {
        turnTo(millis);
        line.text(isoDate);
        clock(millis, line);
    }

    /** As in {@code 2026-11-20T10:00:00.123000Z}. */
    void isoMicros(long millis, LineBuffer line) {
        iso(millis, line);
        line.octet('.').digits(Math.floorMod(millis, 1000), 3).text("000Z");
    }

    private static void clock(long millis, LineBuffer line) {
        int second = Math.floorMod(millis, DAY) / 1000;
        line.digits(second / 3600, 2)
                .octet(':')
                .digits(second / 60 % 60, 2)
                .octet(':')
                .digits(second % 60, 2);
    }

    private void turnTo(long millis) {
        long wanted = Math.floorDiv(millis, DAY);
        if (wanted != day) {
            day = wanted;
            LocalDate date = LocalDate.ofEpochDay(day);
            clfDate = date.format(CLF);
            isoDate = date.format(ISO);
        }
    }
}
