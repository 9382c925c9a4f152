package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    @Test
    void eachSaysHowManyLinesItIsAbout() {
        assertThat(Scenarios.ALL.stream()
                        .collect(
                                Collectors.toMap(Scenario::name, scenario -> scenario.lines(Sizes.full(2_000_000, 5)))))
                .containsEntry("parse", 2_000_000L)
                .containsEntry("batch-long", 10_000_000L)
                .containsEntry("heap", 50_000_000L)
                .containsEntry("latency", 300_000L)
                .containsEntry("bigquery-latency", 60_000L)
                .containsEntry("query", 518_400L)
                .containsEntry("startup", 200L)
                .containsEntry("kafka", 1_000_000L)
                .containsEntry("pubsub", 200_000L);
    }
}
