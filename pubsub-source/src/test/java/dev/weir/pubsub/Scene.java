package dev.weir.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.weir.emulators.PubSubEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A stream as Spark drives it, without Spark. */
final class Scene implements AutoCloseable {
    static final String TOPIC = "projects/p/topics/logs";
    static final String SUBSCRIPTION = "projects/p/subscriptions/weir";

    /** A test that waits longer has failed. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    final PubSubEmulator server;
    final Path directory;
    private org.apache.hadoop.fs.Path log;
    private Configuration conf = new Configuration();
    private final Map<String, String> options = new HashMap<>();
    private final List<PubSubStream> streams = new ArrayList<>();

    Scene(Path directory) throws IOException {
        this.directory = directory;
        this.log = new org.apache.hadoop.fs.Path(directory.toUri());
        this.server = PubSubEmulator.start();
        server.subscribe(TOPIC, SUBSCRIPTION);
        set("subscriptionId", SUBSCRIPTION).set("emulatorHost", server.host()).set("segmentAge", "20ms");
    }

    Scene set(String option, String value) {
        options.put(option, value);
        return this;
    }

    /** Keeps the messages in an object store, whose objects lie in the directory. */
    ObjectStore inObjectStore() throws IOException {
        conf = ObjectStore.conf();
        log = ObjectStore.path(directory);
        return ObjectStore.of(conf);
    }

    PubSubStream stream() {
        PubSubOptions checked = PubSubOptions.of(new CaseInsensitiveStringMap(options), Map.of());
        PubSubStream stream = new PubSubStream(checked, log, conf, Clock.systemUTC());
        streams.add(stream);
        return stream;
    }

    void publish(int from, int to) {
        for (int i = from; i < to; i++) {
            publish("line " + i);
        }
    }

    void publish(String payload) {
        server.publish(
                TOPIC,
                PubsubMessage.newBuilder()
                        .setData(ByteString.copyFromUtf8(payload))
                        .build());
    }

    static List<String> lines(int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            lines.add("line " + i);
        }
        return lines;
    }

    /** Takes micro-batches after an offset until there were so many messages; returns the last one's end. */
    static Offset take(PubSubStream stream, Offset start, int count, List<String> into) {
        Offset[] at = {start};
        await(() -> {
            Offset end = stream.latestOffset(at[0], stream.getDefaultReadLimit());
            into.addAll(payloads(stream, at[0], end));
            at[0] = end;
            return into.size() >= count;
        });
        return at[0];
    }

    static List<String> payloads(PubSubStream stream, Offset start, Offset end) {
        return rows(stream, start, end).stream()
                .map(row -> new String(row.getBinary(1), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    static List<InternalRow> rows(PubSubStream stream, Offset start, Offset end) {
        List<InternalRow> rows = new ArrayList<>();
        for (InputPartition partition : stream.planInputPartitions(start, end)) {
            try (PartitionReader<InternalRow> reader =
                    stream.createReaderFactory().createReader(partition)) {
                while (reader.next()) {
                    rows.add(reader.get());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }

    static void await(BooleanSupplier until) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!until.getAsBoolean()) {
            assertThat(Instant.now()).as("waited long enough").isBefore(end);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    long metric(PubSubStream stream, String name) {
        return Long.parseLong(stream.metrics(java.util.Optional.empty()).get(name));
    }

    @Override
    public void close() {
        streams.forEach(PubSubStream::stop);
        server.close();
    }
}
