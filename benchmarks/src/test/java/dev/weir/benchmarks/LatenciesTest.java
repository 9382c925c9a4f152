package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.LiveLog.Chunk;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void aChunkIsSeenWithItsLastLine() {
        Queue<Chunk> written = new ArrayDeque<>(List.of(new Chunk(100, 0), new Chunk(200, SECOND)));
        Latencies latencies = new Latencies(0, 10 * SECOND);
        latencies.seen(199, 2 * SECOND, written);
        assertThat(written).containsExactly(new Chunk(200, SECOND));
        assertThat(latencies.percentile(99)).isEqualTo(2);
        latencies.seen(200, 5 * SECOND, written);
        assertThat(written).isEmpty();
        assertThat(latencies.percentile(99)).isEqualTo(4);
        assertThat(latencies.percentile(50)).isEqualTo(2);
    }

    @Test
    void onlyWhatWasWrittenBetweenTheMomentsCounts() {
        Queue<Chunk> written =
                new ArrayDeque<>(List.of(new Chunk(1, 0), new Chunk(2, 10 * SECOND), new Chunk(3, 20 * SECOND)));
        Latencies latencies = new Latencies(5 * SECOND, 15 * SECOND);
        latencies.seen(2, 11 * SECOND, written);
        assertThat(latencies.isComplete()).isFalse();
        latencies.seen(3, 90 * SECOND, written);
        assertThat(latencies.isComplete()).isTrue();
        assertThat(latencies.percentile(99)).isEqualTo(1);
    }
}
