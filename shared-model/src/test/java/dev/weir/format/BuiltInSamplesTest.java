package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInSamplesTest {
    static java.util.List<LogFormat> builtIns() {
        return LogFormat.builtIns();
    }

    @ParameterizedTest
    @MethodSource("builtIns")
    void autoRecognisesEveryBuiltInsSample(LogFormat format) {
        ParsedLine line = Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, format.sample(), format.sampleHeader());

        assertThat(line.isEvent()).as(Parsed.describe(line)).isTrue();
        assertThat(line.format()).isEqualTo(format.name());
    }

    @ParameterizedTest
    @MethodSource("builtIns")
    void aPinnedFormatReadsItsSampleAsAutoDoes(LogFormat format) {
        ParsedLine auto = Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, format.sample(), format.sampleHeader());
        ParsedLine pinned = Parsed.line(
                LogFormat.parse(format.name()), ParserSettings.DEFAULT, format.sample(), format.sampleHeader());

        assertThat(Parsed.describe(pinned)).isEqualTo(Parsed.describe(auto));
    }
}
