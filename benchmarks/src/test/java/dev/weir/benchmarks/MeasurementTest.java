package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void valueIsTheMiddleRunOrBetweenTheTwoMiddleOnes() {
        assertThat(measured(3, 1, 2).value()).hasValue(2);
        assertThat(measured(4, 1, 3, 2).value()).hasValue(2.5);
    }

    @Test
    void targetIsMetAtItsBoundAndNotBeyond() {
        assertThat(against(Target.atMost(1.25), 1.25).met()).contains(true);
        assertThat(against(Target.atMost(1.25), 1.26).met()).contains(false);
        assertThat(against(Target.atLeast(100_000), 100_000).met()).contains(true);
        assertThat(against(Target.atLeast(100_000), 99_999).met()).contains(false);
        assertThat(measured(1).met()).isEmpty();
    }

    @Test
    void jsonHasTheKeysThatReadersRelyOn() {
        assertThat(against(Target.atMost(1.25), 1.5).json())
                .hasToString("{\"name\":\"a\",\"value\":1.5,\"unit\":\"ratio\",\"target\":\"<= 1.25\",\"met\":false,"
                        + "\"runs\":[1.5]}");
    }

    @Test
    void whatCouldNotBeMeasuredSaysWhyAndMeetsNothing() {
        Measurement missing = Measurement.missing("a", "ratio", Target.atMost(1), "no GoAccess");
        assertThat(missing.met()).isEmpty();
        assertThat(missing.shown()).isEqualTo("not measured: no GoAccess");
        assertThat(missing.json())
                .hasToString("{\"name\":\"a\",\"value\":null,\"unit\":\"ratio\",\"target\":\"<= 1\",\"met\":null,"
                        + "\"runs\":[],\"why\":\"no GoAccess\"}");
    }

    @Test
    void jsonIsReadAsItWasWritten() {
        for (Measurement one : List.of(
                against(Target.atMost(0.125), 0.1),
                against(Target.atLeast(100_000), 5),
                measured(1, 2),
                Measurement.missing("a", "s", Optional.empty(), "failed"))) {
            assertThat(Measurement.read(one.json())).isEqualTo(one);
        }
    }

    @Test
    void neitherRunsNorAReasonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measured())
                .withMessage("Invalid measurement: a, must have runs or say why not");
    }

    private static Measurement measured(double... runs) {
        return Measurement.of(
                "a", "s", Optional.empty(), Arrays.stream(runs).boxed().toList());
    }

    private static Measurement against(Optional<Target> target, double value) {
        return Measurement.of("a", "ratio", target, value);
    }
}
