package dev.weir.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes, for every format. */
class LineFuzzTest {
    private static final List<LineParser> PARSERS = new ArrayList<>();

    static {
        for (LogFormat format : LogFormat.builtIns()) {
            PARSERS.add(new LineParser(format, FuzzInput.SETTINGS));
        }
        PARSERS.add(new LineParser(LogFormat.AUTO, FuzzInput.SETTINGS));
    }

    private final ParsedLine parsed = new ParsedLine();

    @MethodSource("dev.weir.format.FuzzInput#seeds")
    @FuzzTest
    void everyLineHasOneOutcomeInEveryFormat(byte @NotNull [] data) {
        FuzzInput input = FuzzInput.of(data);
        for (LineParser parser : PARSERS) {
            input.requireOneOutcome(parser, parsed);
        }
    }
}
