package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What they do is shown by processes that are killed and stopped. */
class MilestonesTest {
    @ParameterizedTest
    @ValueSource(strings = {Milestones.KILL_AT, Milestones.PAUSE_AT})
    void passWhereNobodyWaits(String variable) {
        Milestones milestones = Milestones.of(Map.of(variable, "landed:2,written", "OTHER", "cleaning"));

        milestones.reached(Milestone.LANDED);
        milestones.reached(Milestone.HALFWAY);
        milestones.reached(Milestone.CLEANING);
    }

    @ParameterizedTest
    @CsvSource({
        "WEIR_KILL_AT, nowhere",
        "WEIR_KILL_AT, landed:0",
        "WEIR_KILL_AT, landed:x",
        "WEIR_PAUSE_AT, landed:1:1",
        "WEIR_PAUSE_AT, ' '",
        "WEIR_PAUSE_AT, landed:-1"
    })
    void sayWhichThereAre(String variable, String given) {
        assertThatThrownBy(() -> Milestones.of(Map.of(variable, given)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid " + variable + ": " + given
                        + ", must be one of [landed, halfway, written, admitted, compacting,"
                        + " staged, published, uploaded, unveiled, cleaning, upgrading], and :N for the N-th time; several are separated by"
                        + " commas");
    }

    @Test
    void ofSeveralTheWrongOneIsNamed() {
        assertThatThrownBy(() -> Milestones.of(Map.of(Milestones.PAUSE_AT, "landed,,staged")))
                .hasMessageStartingWith("Invalid WEIR_PAUSE_AT: , must be one of ");
    }
}
