package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void piecesTakeTurnsAndWarmUpsDoNotCount() throws Exception {
        Timings timings = turns().add("a", noting("a")).add("b", noting("b")).run(1, 2);
        assertThat(done)
                .containsExactly(
                        "prepare a",
                        "a",
                        "prepare b",
                        "b",
                        "prepare a",
                        "a",
                        "prepare b",
                        "b",
                        "prepare a",
                        "a",
                        "prepare b",
                        "b",
                        "close a",
                        "close b");
        assertThat(timings.seconds().get("a")).hasSize(2);
        assertThat(timings.seconds().get("b")).hasSize(2);
    }

    @Test
    void aMissingPeerLeavesTheOthersMeasured() throws Exception {
        Timings timings = turns().add("a", noting("a"))
                .addPeer("peer", () -> {
                    throw new PeerMissingException("no network");
                })
                .run(0, 1);
        assertThat(timings.seconds("a", "a_seconds").runs()).hasSize(1);
        assertThat(timings.ratio("a", "peer", "a_to_peer", Target.atMost(1)).why())
                .contains("no network");
        assertThat(timings.ratio("peer", "a", "peer_to_a", Target.atMost(1)).why())
                .contains("no network");
    }

    @Test
    void piecesAreClosedWhenOneFails() {
        Turns turns = turns().add("a", noting("a")).add("b", Work.of(() -> {
            throw new IllegalStateException("broken");
        }));
        assertThatIllegalStateException().isThrownBy(() -> turns.run(0, 1));
        assertThat(done).endsWith("close a");
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Timings timings = new Timings(Map.of("a", List.of(1.0, 6.0, 2.0), "b", List.of(1.0, 2.0, 4.0)), Map.of());
        Measurement ratio = timings.ratio("a", "b", "a_to_b", Target.atMost(1));
        assertThat(ratio.runs()).containsExactly(1.0, 3.0, 0.5);
        assertThat(ratio.value()).hasValue(1.0);
        assertThat(timings.rate("b", "rate", Optional.empty(), 8).runs()).containsExactly(8.0, 4.0, 2.0);
    }

    private static Turns turns() {
        return new Turns(new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    }

    private Work noting(String name) {
        return new Work() {
            @Override
            public void prepare() {
                done.add("prepare " + name);
            }

            @Override
            public void run() {
                done.add(name);
            }

            @Override
            public void close() {
                done.add("close " + name);
            }
        };
    }
}
