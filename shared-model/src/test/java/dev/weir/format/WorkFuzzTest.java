package dev.weir.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines and headers made of one piece over and over: what takes more than linear time shows. */
class WorkFuzzTest {
    private static final int LENGTH = 1 << 16;
    /** Linear work takes milliseconds of the processor, instrumented too; quadratic work takes many seconds. */
    private static final long MOST_NANOS = 2_000_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<LogFormat> FORMATS = new ArrayList<>(LogFormat.builtIns());

    static {
        FORMATS.add(LogFormat.AUTO);
    }

    private final ParsedLine parsed = new ParsedLine();

    static Stream<byte[]> seeds() {
        Stream<String> headers = Stream.of(
                "#Fields: date time c-ip\ndate cs(Host) \n\"a \"b ",
                "#Fields: date time c-ip\na \n2026-11-22 10:00:00 ");
        return Stream.concat(headers, WorkTest.pieces().stream().map(WorkTest.Piece::toString))
                .map(seed -> seed.getBytes(StandardCharsets.UTF_8));
    }

    /** The last line of the input is repeated, and of a header's text what follows on the line after it. */
    @MethodSource("seeds")
    @FuzzTest
    void workGrowsWithTheLength(byte @NotNull [] data) {
        String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\n", 4);
        String last = parts[parts.length - 1];
        if (last.isEmpty()) {
            return;
        }
        String header = null;
        String start = parts.length > 1 ? parts[parts.length - 2] : "";
        if (parts[0].startsWith("#Fields:") && parts.length == 3) {
            header = repeated(parts[0].substring("#Fields:".length()), parts[1]);
            start = "";
        }
        byte[] line = repeated(start, last).getBytes(StandardCharsets.ISO_8859_1);
        for (LogFormat format : FORMATS) {
            LineParser parser = new LineParser(format, FuzzInput.SETTINGS);
            long before = THREADS.getCurrentThreadCpuTime();
            parser.parse(line, 0, line.length, header, parsed);
            long took = THREADS.getCurrentThreadCpuTime() - before;
            if (took > MOST_NANOS) {
                throw new AssertionError(
                        format + " took " + took / 1_000_000 + " ms of the processor for " + LENGTH + " bytes");
            }
        }
    }

    private static String repeated(String start, String piece) {
        return piece.isEmpty() ? start : start + piece.repeat(Math.max(1, (LENGTH - start.length()) / piece.length()));
    }
}
