package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.batch.BatchLayer;
import dev.weir.command.Failures;
import dev.weir.ledger.Hole;
import dev.weir.ledger.Ledger;
import dev.weir.serving.spark.ServingViews;
import dev.weir.source.kafka.KafkaClient;
import dev.weir.source.kafka.KafkaSettings;
import dev.weir.streaming.Checkpoint;
import dev.weir.streaming.KafkaSource;
import dev.weir.streaming.Stream;
import dev.weir.streaming.StreamMetrics;
import dev.weir.warehouse.Follower;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/** A topic that is streamed into a warehouse, both layers in this process. */
final class KafkaScene {
    final SparkSession spark = Sessions.start("tests");
    final Path directory;
    final Warehouse warehouse;
    private final Tables tables;
    private final TestTopic topic;

    KafkaScene(Path directory, TestTopic topic) {
        this.directory = directory;
        this.topic = topic;
        this.warehouse = Warehouse.openOrCreate(directory.toString(), new Configuration());
        this.tables = new Tables(spark, warehouse);
        tables.create();
    }

    Ledger ledger() {
        return warehouse.ledger().read();
    }

    List<Hole> holes() {
        return ledger().accounting().holes();
    }

    /** Streams until all is read. */
    void drain() throws Exception {
        drain(1_000_000);
    }

    void drain(long maxRecords) throws Exception {
        streaming(maxRecords, stream -> stream.run(Trigger.AvailableNow()));
    }

    /** What is done with a stream. */
    interface Streaming {
        void with(Stream stream) throws Exception;
    }

    private Job job() {
        return new Job(spark, warehouse, Clock.systemUTC(), milestone -> {});
    }

    void streaming(long maxRecords, Streaming streaming) throws Exception {
        streaming(KafkaSettings.From.EARLIEST, maxRecords, streaming);
    }

    void streaming(KafkaSettings.From from, long maxRecords, Streaming streaming) throws Exception {
        KafkaSettings settings =
                new KafkaSettings(new KafkaClient(topic.bootstrap, Map.of()), topic.name, from, maxRecords);
        try (KafkaSource source = KafkaSource.connect(settings);
                Checkpoint checkpoint = Checkpoint.open(
                        warehouse.checkpoint(source.checkpointName()), warehouse, new Configuration())) {
            streaming.with(new Stream(job(), source, checkpoint, Follower.NONE, new StreamMetrics()));
        }
    }

    /** Runs the command; returns what it says in the end. */
    String streamUntilItFails() {
        StringWriter err = new StringWriter();
        int code = Weir.commandLine("stream")
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .setErr(new PrintWriter(err, true))
                .execute(
                        "stream",
                        "--warehouse=" + directory,
                        "--source=kafka",
                        "--bootstrap=" + topic.bootstrap,
                        "--topic=" + topic.name,
                        "--trigger=100");
        assertThat(code).isEqualTo(1);
        return err.toString();
    }

    Path checkpoints() {
        return directory.resolve("checkpoints");
    }

    /** Publishes what the batch layer makes of it; the books and the explanations are checked on the way. */
    void batch() {
        assertThat(new BatchLayer(job()).run(Optional.empty()).publication()).isPresent();
        assertThat(status().path("balance").asLong()).isZero();
    }

    long requests() {
        return sql("SELECT COALESCE(SUM(requests), 0) FROM traffic").head().getLong(0);
    }

    Dataset<Row> sql(String query) {
        new ServingViews(spark, tables).register(ledger());
        return spark.sql(query);
    }

    /** All that was ever admitted to the archive. */
    Dataset<Row> archived() {
        return warehouse.archive().read(spark, ledger().raw().all());
    }

    JsonNode status() {
        try {
            return new JsonMapper().readTree(said("status", "--json", "--warehouse", directory.toString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What a command prints. */
    static String said(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Weir.run(arguments);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
