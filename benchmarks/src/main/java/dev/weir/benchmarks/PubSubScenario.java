package dev.weir.benchmarks;

import com.google.api.gax.batching.FlowControlSettings;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.weir.emulators.PubSubEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * From subscription to micro-batches, next to Google's client alone, which acknowledges at once what it gets: what the
 * emulator is good for.
 */
record PubSubScenario() implements Scenario {
    private static final long MOST_OUTSTANDING = 100_000;

    @Override
    public String name() {
        return "pubsub";
    }

    @Override
    public String about() {
        return "from a Pub/Sub emulator's subscription to micro-batches, next to Google's client that only acknowledges";
    }

    @Override
    public long lines(Sizes sizes) {
        return sizes.pubSubLines();
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        long lines = bench.sizes().pubSubLines();
        try (PubSubEmulator emulator = PubSubEmulator.start()) {
            Backlog backlog = new Backlog(emulator, messages(bench.logs().combined(lines)));
            Timings timings = bench.turns()
                    .add("source", new BySource(backlog, bench.spark(), bench.scratch()))
                    .add("client", new ByClient(backlog))
                    .run(bench.sizes().warmUps(), bench.sizes().runs());
            return List.of(
                    timings.rate("source", "pubsub_to_micro_batch", Target.atLeast(20_000), lines),
                    timings.rate("client", "pubsub_client", Optional.empty(), lines),
                    timings.ratio("source", "client", "pubsub_to_client", Optional.empty()));
        }
    }

    private static List<PubsubMessage> messages(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> PubsubMessage.newBuilder()
                            .setData(ByteString.copyFrom(line, StandardCharsets.ISO_8859_1))
                            .build())
                    .toList();
        }
    }

    /** Messages that wait in a new topic's subscription for each run. */
    private static final class Backlog {
        private final PubSubEmulator emulator;
        private final List<PubsubMessage> messages;
        private int subscriptions;

        Backlog(PubSubEmulator emulator, List<PubsubMessage> messages) {
            this.emulator = emulator;
            this.messages = messages;
        }

        /** Makes a subscription that has all messages. */
        String filled() {
            subscriptions++;
            String topic = "projects/p/topics/run-" + subscriptions;
            String subscription = "projects/p/subscriptions/run-" + subscriptions;
            emulator.subscribe(topic, subscription);
            messages.forEach(message -> emulator.publish(topic, message));
            return subscription;
        }
    }

    /** The source, until the last message was in a micro-batch, and its end. */
    private static final class BySource implements Work {
        private final Backlog backlog;
        private final SparkSession spark;
        private final Path scratch;
        private String subscription;
        private Path checkpoint;

        BySource(Backlog backlog, SparkSession spark, Path scratch) {
            this.backlog = backlog;
            this.spark = spark;
            this.scratch = scratch;
        }

        @Override
        public void prepare() {
            subscription = backlog.filled();
            checkpoint = scratch.resolve("checkpoint-" + backlog.subscriptions);
        }

        @Override
        public void run() throws Exception {
            AtomicLong counted = new AtomicLong();
            CountDownLatch all = new CountDownLatch(1);
            StreamingQuery query = spark.readStream()
                    .format("pubsub")
                    .option("subscriptionId", subscription)
                    .option("emulatorHost", backlog.emulator.host())
                    .load()
                    .writeStream()
                    .option("checkpointLocation", checkpoint.toString())
                    .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (batch, number) -> {
                        // All bytes are read.
                        Row read = batch.selectExpr("COUNT(*)", "SUM(LENGTH(payload))")
                                .head();
                        if (counted.addAndGet(read.getLong(0)) >= backlog.messages.size()) {
                            all.countDown();
                        }
                    })
                    .start();
            while (!all.await(1, TimeUnit.SECONDS)) {
                if (!query.isActive()) {
                    query.awaitTermination();
                    throw new IllegalStateException("the query ended before it had read all");
                }
            }
            query.stop();
        }
    }

    /** The client, until the last message was acknowledged. Its end is not timed. */
    private static final class ByClient implements Work {
        private final Backlog backlog;
        private String subscription;
        private Subscriber subscriber;

        ByClient(Backlog backlog) {
            this.backlog = backlog;
        }

        @Override
        public void prepare() {
            close();
            subscription = backlog.filled();
        }

        @Override
        public void run() throws InterruptedException {
            CountDownLatch left = new CountDownLatch(backlog.messages.size());
            MessageReceiver receiver = (message, reply) -> {
                reply.ack();
                left.countDown();
            };
            subscriber = Subscriber.newBuilder(subscription, receiver)
                    .setChannelProvider(SubscriberStubSettings.defaultGrpcTransportProviderBuilder()
                            .setMaxInboundMessageSize(20 << 20)
                            .setEndpoint(backlog.emulator.host())
                            .setChannelConfigurator(plain -> plain.usePlaintext())
                            .build())
                    .setCredentialsProvider(NoCredentialsProvider.create())
                    .setParallelPullCount(2)
                    // By default 1,000 messages, which wait for acknowledgements that leave every tenth of a second.
                    .setFlowControlSettings(FlowControlSettings.newBuilder()
                            .setMaxOutstandingElementCount(MOST_OUTSTANDING)
                            .setMaxOutstandingRequestBytes(64L << 20)
                            .build())
                    .build();
            subscriber.startAsync();
            left.await();
        }

        @Override
        public void close() {
            if (subscriber != null) {
                subscriber.stopAsync().awaitTerminated();
            }
        }
    }
}
