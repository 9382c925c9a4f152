package dev.weir.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnsweredDaysTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    @Test
    void areSettledWhereOneSegmentAnswersAlone() {
        VisibleSegment batch = new VisibleSegment("b", DAY, Layer.BATCH);
        VisibleSegment late = new VisibleSegment("s2", DAY, Layer.SPEED);
        VisibleSegment alone = new VisibleSegment("s1", DAY.plusDays(1), Layer.SPEED);
        VisibleSegment twoDays = new VisibleSegment("s2", DAY.plusDays(2), Layer.SPEED);

        AnsweredDays days = AnsweredDays.of(List.of(batch, alone, late, twoDays));

        assertThat(days.settled()).containsExactly(alone, twoDays);
        assertThat(days.live()).containsExactly(batch, late);
        assertThat(AnsweredDays.of(List.of())).isEqualTo(new AnsweredDays(List.of(), List.of()));
    }
}
