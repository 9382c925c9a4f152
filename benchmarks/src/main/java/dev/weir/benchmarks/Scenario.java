package dev.weir.benchmarks;

import java.util.List;

/** One thing that is measured, alone or next to others. */
sealed interface Scenario
        permits ParseScenario,
                SpeedScenario,
                BatchScenario,
                LongBatchScenario,
                GrowthScenario,
                HeapScenario,
                LatencyScenario,
                DirectoryScenario,
                YearScenario,
                BigQueryLatencyScenario,
                QueryScenario,
                StartupScenario,
                KafkaScenario,
                PubSubScenario {
    /** As {@code --only} takes it. */
    String name();

    /** What it is about, in one line. */
    String about();

    /** Whether the sizes leave it in. */
    default boolean isPartOf(Sizes sizes) {
        return true;
    }

    /** How many lines it is about. */
    default long lines(Sizes sizes) {
        return sizes.lines();
    }

    List<Measurement> measure(Bench bench) throws Exception;
}
