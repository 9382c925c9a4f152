package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The processor's time for lines made of one piece over and over, at two lengths: it grows as they do. */
class WorkTest {
    private static final int SHORT = 1 << 13;
    private static final int TIMES = 16;
    /** Quadratic work takes as many times more again as the length does. */
    private static final int MOST = TIMES * 6;
    /** Below this, what is measured is the clock's. */
    private static final long LEAST_NANOS = 500_000;

    private static final String CLOUD_STORAGE = "\"1763805600123456\",\"203.0.113.7\",\"1\",\"\",\"GET\",\"/";
    private static final String CLOUD_STORAGE_END =
            "\",\"200\",\"5\",\"5\",\"9\",\"a.example\",\"\",\"x\",\"A\",\"GET_Object\",\"b\",\"c\"";
    private static final String TIME = "[22/Nov/2026:10:00:00 +0000]";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ParsedLine parsed = new ParsedLine();

    /** A line's beginning, what follows it over and over, and perhaps its end. */
    record Piece(String start, String piece, String end) {
        Piece(String start, String piece) {
            this(start, piece, "");
        }

        byte[] line(int length) {
            int count = (length - start.length() - end.length()) / piece.length();
            return (start + piece.repeat(count) + end).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return start + "\n" + piece;
        }
    }

    static List<Piece> pieces() {
        return List.of(
                new Piece("203.0.113.7 - - " + TIME + " \"GET / HTTP/1.1\" 200 5 \"-\" \"x\"", "\\\" \""),
                new Piece("{\"a\":", "{\"a\":["),
                new Piece("2026-11-22\t", "\"a\t"),
                // JsonTree
                new Piece("", "{\"request\":{\"headers\":"),
                new Piece("{\"httpRequest\":{\"headers\":[", "{\"name\":\"a\",\"value\":\"b\"},"),
                new Piece("{\"request\":{\"headers\":{\"User-Agent\":[", "\"a\","),
                new Piece("{\"time\":\"2026-11-22T10:00:00Z\",\"status\":200,\"remote_addr\":\"", "10.0.0.1, "),
                new Piece("{", "\"time\":\"2026-11-22T10:00:00Z\","),
                // JsonRecords and Envelope
                new Piece("{\"time\":\"2026-11-22T10:00:00Z\",\"status\":200,\"uri\":\"/\"}", "{}"),
                new Piece("[{\"time\":\"2026-11-22T10:00:00Z\",\"status\":200,\"uri\":\"/\"}", ",{}"),
                new Piece("[", "{},"),
                new Piece("", "{\"log\":\"x\"}"),
                new Piece("{\"records\":[", "{\"message\":\"x\"},"),
                new Piece("{", "\"message\":\"a\","),
                // ConsoleMatcher
                new Piece("2026/11/22 10:00:00\t", "\t{"),
                new Piece("1763805600.123\tINFO\t{", "\"request\":{\"uri\":\"/\"},"),
                // ClfFront
                new Piece("", "a b "),
                new Piece("", "203.0.113.7, "),
                new Piece("DE ", "203.0.113.7 "),
                new Piece("", "203.0.113.7 - - " + TIME + " "),
                new Piece("a - - ", "[22/Nov/2026:10:00:00 "),
                new Piece("shop.example.com:", "80 - "),
                // HAProxy
                new Piece("203.0.113.7:50112 [22/Nov/2026:10:00:00.123] ft bk/s ", "0/0/0/0/0 200 "),
                new Piece(
                        "203.0.113.7:50112 [22/Nov/2026:10:00:00.123] ft bk/s 0/0/0/0/0 200 5 - - ---- 1/1/1/1/0 0/0 ",
                        "{a|"),
                // Prefixes
                new Piece("2026-11-22T10:00:00Z ", "a "),
                new Piece("", "Nov 22 10:00:00 "),
                new Piece("<190>", "Nov 22 10:00:00 a: "),
                new Piece("<190>1 2026-11-22T10:00:00Z h a p m ", "[a=\"\\]\"]"),
                new Piece("", "web_1 | "),
                // Cloud Storage, API Gateway
                new Piece(CLOUD_STORAGE, "\"\""),
                new Piece(CLOUD_STORAGE, "\"\"", CLOUD_STORAGE_END),
                new Piece(CLOUD_STORAGE, "a\"\",\"\"", CLOUD_STORAGE_END),
                new Piece("203.0.113.7,-,-,22/Nov/2026:10:00:00 +0000,GET,/", ",HTTP/1.1,"),
                new Piece("203.0.113.7,", "22/Nov/2026:10:00:00 +0000,"),
                new Piece("<request id=\"c\"> <ip>203.0.113.7</ip> <caller>", "</caller> <user>"),
                new Piece("203.0.113.7 - - " + TIME + " \"GET ", "GET /"),
                new Piece("203.0.113.7 - - " + TIME + "\"", "GET / HTTP/1.1\" "));
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void aLineThatIsLongerTakesAsMuchLonger(Piece piece) {
        LineParser parser = new LineParser(LogFormat.AUTO, ParserSettings.DEFAULT);
        byte[] one = piece.line(SHORT);
        byte[] many = piece.line(SHORT * TIMES);

        long shortest = Math.max(LEAST_NANOS, nanos(parser, one));
        long longest = nanos(parser, many);

        assertThat(longest).as("%d bytes took %d ns", one.length, shortest).isLessThan(MOST * shortest);
    }

    static List<Piece> formats() {
        return List.of(
                new Piece("%ci:%cp [%tr] ", "%{+Q}r "),
                new Piece("%ci:%cp [%tr] ", "%[capture.req.hdr(0)] "),
                new Piece("%{+json}o %(time)tr ", "%(a)ST "),
                new Piece("$remote_addr [$time_local] ", "$request_time "),
                new Piece("%h %t ", "\"%{Referer}i\" "),
                new Piece("[%START_TIME%] ", "%REQ(A?B):9% "));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFormatThatIsLongerTakesAsMuchLonger(Piece piece) {
        String one = new String(piece.line(SHORT / 4), StandardCharsets.UTF_8);
        String many = new String(piece.line(SHORT / 4 * TIMES), StandardCharsets.UTF_8);

        long shortest = Math.max(LEAST_NANOS, nanos(one));
        long longest = nanos(many);

        assertThat(longest)
                .as("%d characters took %d ns", one.length(), shortest)
                .isLessThan(MOST * shortest);
    }

    private static long nanos(String spec) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            assertThat(LogFormat.parse(spec).name()).isNotEqualTo("auto");
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
        }
        return least;
    }

    /** The least of some, for whatever else the processor does only adds to it. */
    private long nanos(LineParser parser, byte[] line) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            parser.parse(line, 0, line.length, null, parsed);
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
        }
        assertThat(parsed.isEvent() || parsed.reason() != Reason.INTERNAL_ERROR).isTrue();
        return least;
    }
}
