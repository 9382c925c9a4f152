package dev.weir.benchmarks;

import java.util.List;

/** Everything that is measured. */
final class Scenarios {
    /** All of them, in the order of the table. */
    static final List<Scenario> ALL = List.of(
            new ParseScenario(),
            new SpeedScenario(),
            new BatchScenario(),
            new LongBatchScenario(),
            new GrowthScenario(),
            new HeapScenario(),
            new LatencyScenario(),
            new DirectoryScenario(),
            new YearScenario(),
            new BigQueryLatencyScenario(),
            new QueryScenario(),
            new StartupScenario(),
            new KafkaScenario(),
            new PubSubScenario());

    private Scenarios() {}
}
