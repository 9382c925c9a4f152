package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.warehouse.SideBySide;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void bothRunAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);

        SideBySide.Both<Boolean, Boolean> met = SideBySide.run(() -> meets(both), () -> meets(both));

        assertThat(met).isEqualTo(new SideBySide.Both<>(true, true));
    }

    @Test
    void theFailureOfEitherIsTold() {
        assertThatThrownBy(() -> SideBySide.run(() -> fail("first"), () -> "fine"))
                .hasMessage("first");
        assertThatThrownBy(() -> SideBySide.run(() -> "fine", () -> fail("second")))
                .hasMessage("second");
        assertThatThrownBy(() -> SideBySide.run(() -> fail("first"), () -> fail("second")))
                .hasMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("second")));
    }

    @Test
    void theFailureOfOneInterruptsTheOther() {
        CountDownLatch never = new CountDownLatch(2);

        assertThatThrownBy(() -> SideBySide.run(() -> meets(never), () -> fail("second")))
                .hasMessage("interrupted")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    private static boolean meets(CountDownLatch others) {
        others.countDown();
        try {
            return others.await(10, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String fail(String message) {
        throw new IllegalStateException(message);
    }
}
