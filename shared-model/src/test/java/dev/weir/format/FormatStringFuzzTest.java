package dev.weir.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as a format, and any bytes as its lines. */
class FormatStringFuzzTest {
    private static final List<byte[]> SAMPLES = LogFormat.builtIns().stream()
            .map(format -> format.sample().getBytes(StandardCharsets.UTF_8))
            .toList();

    private final ParsedLine parsed = new ParsedLine();

    static Stream<byte[]> seeds() {
        return PastedFormatTest.formats().stream()
                .map(arguments -> (arguments.get()[1] + "\n" + arguments.get()[2]).getBytes(StandardCharsets.UTF_8));
    }

    /** The last line of the input is a line, all before it the format. */
    @MethodSource("seeds")
    @FuzzTest
    void everyFormatStringCompilesOrIsRefusedWithAReason(byte @NotNull [] data) {
        int end = data.length;
        while (end > 0 && data[end - 1] != '\n') {
            end--;
        }
        String spec = new String(data, 0, Math.max(0, end - 1), StandardCharsets.UTF_8);
        LogFormat format;
        try {
            format = LogFormat.parse(spec);
        } catch (FormatStringException e) {
            if (!e.getMessage().startsWith("Invalid log format: ")
                    || e.getMessage().length() > 500) {
                throw new AssertionError("A message that helps nobody: " + e.getMessage(), e);
            }
            return;
        }
        LineParser parser = new LineParser(format, FuzzInput.SETTINGS);
        byte[] last = Arrays.copyOfRange(data, end, data.length);
        new FuzzInput(null, last).requireOneOutcome(parser, parsed);
        String once = Parsed.describe(parsed);
        LineParser again = new LineParser(LogFormat.parse(format.spec()), FuzzInput.SETTINGS);
        again.parse(last, 0, last.length, null, parsed);
        if (!Parsed.describe(parsed).equals(once)) {
            throw new AssertionError("Once " + once + ", then " + Parsed.describe(parsed));
        }
        for (byte[] sample : SAMPLES) {
            new FuzzInput(null, sample).requireOneOutcome(parser, parsed);
        }
        new FuzzInput(null, spec.getBytes(StandardCharsets.UTF_8)).requireOneOutcome(parser, parsed);
    }
}
