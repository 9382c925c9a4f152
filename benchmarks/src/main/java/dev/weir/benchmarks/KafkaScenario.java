package dev.weir.benchmarks;

import dev.weir.source.kafka.KafkaClient;
import dev.weir.source.kafka.KafkaSettings;
import dev.weir.streaming.KafkaSource;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/** From topic to visible, next to Spark appending the same records to Delta as they are. */
record KafkaScenario() implements Scenario {
    /** Both take as many in a micro-batch: what {@code weir stream} has by default. */
    private static final long MAX_RECORDS = 250_000;

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String about() {
        return "from a Kafka topic to visible, next to Spark appending the same records to Delta unprocessed";
    }

    @Override
    public long lines(Sizes sizes) {
        return sizes.kafkaLines();
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        long lines = bench.sizes().kafkaLines();
        Path log = bench.logs().combined(lines);
        Layers layers = bench.layers();
        SparkSession spark = bench.spark();
        Path plain = bench.scratch().resolve("plain");
        Warehouse[] empty = new Warehouse[1];
        bench.progress().say("Publishing %,d records", lines);
        try (Topic topic = Topic.of(log, bench.scratch().resolve("broker"))) {
            Timings timings = bench.turns()
                    .add(
                            "weir",
                            Work.of(
                                    () -> empty[0] =
                                            layers.created(bench.scratch().resolve("kafka")),
                                    () -> stream(layers, empty[0], topic)))
                    .add("plain", Work.of(() -> Directories.delete(plain), () -> append(spark, topic, plain)))
                    .run(bench.sizes().warmUps(), bench.sizes().runs());
            return List.of(
                    timings.rate("weir", "kafka_to_visible", Optional.empty(), lines),
                    timings.rate("plain", "kafka_to_plain_delta", Optional.empty(), lines),
                    timings.ratio("weir", "plain", "kafka_to_plain", Target.atMost(1.5)));
        }
    }

    private static void stream(Layers layers, Warehouse warehouse, Topic topic) throws Exception {
        KafkaSettings settings = new KafkaSettings(
                new KafkaClient(topic.bootstrap(), Map.of()), Topic.NAME, KafkaSettings.From.EARLIEST, MAX_RECORDS);
        try (KafkaSource source = KafkaSource.connect(settings)) {
            layers.streamInto(warehouse, source);
        }
    }

    private static void append(SparkSession spark, Topic topic, Path table) throws Exception {
        spark.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", topic.bootstrap())
                .option("subscribe", Topic.NAME)
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", MAX_RECORDS)
                .load()
                .select("value")
                .writeStream()
                .format("delta")
                .option("checkpointLocation", table.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start(table.resolve("table").toString())
                .awaitTermination();
    }
}
