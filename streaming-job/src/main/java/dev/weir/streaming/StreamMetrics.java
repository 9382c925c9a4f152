package dev.weir.streaming;

import dev.weir.ledger.Hole;
import dev.weir.ledger.SpeedSegment;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * What a stream did since it was started, as <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>
 * names it.
 */
public final class StreamMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CounterDataPoint accepted;
    private final CounterDataPoint duplicates;
    private final CounterDataPoint rejected;
    private final Counter lost = Counter.builder()
            .name("weir_lost_positions")
            .help("Positions that were gone before they could be read.")
            .register(registry);
    private final Summary microBatches = Summary.builder()
            .name("weir_micro_batch")
            .unit(Unit.SECONDS)
            .help("Micro-batches and how long they took.")
            .register(registry);
    private final Gauge lag = Gauge.builder()
            .name("weir_lag")
            .unit(Unit.SECONDS)
            .help(
                    "How long the oldest line of the last micro-batch waited for its answer, since it was found or published.")
            .register(registry);
    private final Gauge admitted = Gauge.builder()
            .name("weir_last_admission_timestamp")
            .unit(Unit.SECONDS)
            .help("When lines became visible last, in seconds since 1970.")
            .register(registry);

    public StreamMetrics() {
        Counter lines = Counter.builder()
                .name("weir_lines")
                .help("Lines that became visible, by what became of them.")
                .labelNames("outcome")
                .register(registry);
        accepted = lines.labelValues("accepted");
        duplicates = lines.labelValues("duplicate");
        rejected = lines.labelValues("rejected");
    }

    /** What is to be exposed. */
    PrometheusRegistry registry() {
        return registry;
    }

    /** Counts a micro-batch whose lines became visible. */
    void admitted(SpeedSegment segment, Instant now, Duration took, Duration waited) {
        accepted.inc(segment.tally().accepted());
        duplicates.inc(segment.tally().duplicates());
        rejected.inc(segment.tally().rejected());
        lost.inc(segment.holes().stream().mapToLong(Hole::positions).sum());
        microBatches.observe(seconds(took));
        lag.set(seconds(waited));
        admitted.set(now.toEpochMilli() / 1000.0);
    }

    /** Exposes what the source of a query says of itself, such as its backlog, as of the query's last progress. */
    void follow(StreamingQuery query) {
        GaugeWithCallback.builder()
                .name("weir_source")
                .help("What the source says of itself; its documentation tells what each means.")
                .labelNames("metric")
                .callback(gauge -> sourceMetrics(query)
                        .forEach((name, value) -> number(value).ifPresent(number -> gauge.call(number, name))))
                .register(registry);
    }

    private static Map<String, String> sourceMetrics(StreamingQuery query) {
        StreamingQueryProgress progress = query.lastProgress();
        SourceProgress[] sources = progress == null ? new SourceProgress[0] : progress.sources();
        return sources.length == 0 || sources[0].metrics() == null ? Map.of() : sources[0].metrics();
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
