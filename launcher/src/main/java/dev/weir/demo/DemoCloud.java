package dev.weir.demo;

import dev.weir.bigquery.DatasetName;
import dev.weir.dataset.BigQueryDataset;
import dev.weir.emulators.BigQueryEmulator;
import dev.weir.emulators.CloudStorageEmulator;
import dev.weir.emulators.PubSubEmulator;
import dev.weir.emulators.Troubles;
import dev.weir.publish.LineTarget;
import dev.weir.publish.PubSubTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Google Cloud on this machine: a subscription, from which lines come as messages, a bucket, in which the warehouse is,
 * and a data set, which has the answers, too. All by the protocols, clients and connectors that are used in the cloud.
 */
final class DemoCloud implements DemoPlace {
    private static final String PROJECT = BigQueryEmulator.PROJECT;
    private static final String TOPIC = "projects/" + PROJECT + "/topics/logs";
    private static final String SUBSCRIPTION = "projects/" + PROJECT + "/subscriptions/weir";
    private static final String BUCKET = "weir-demo";
    private static final String WAREHOUSE = "warehouse";
    private static final int MICRO_BATCHES = 5;
    private static final DatasetName DATASET = DatasetName.parse(PROJECT + ".weir");

    private final PubSubEmulator pubSub;
    private final CloudStorageEmulator storage;
    private final BigQueryEmulator bigQuery;
    /** Lines of the last delivery. */
    private int delivered;

    private DemoCloud(PubSubEmulator pubSub, CloudStorageEmulator storage, BigQueryEmulator bigQuery) {
        this.pubSub = pubSub;
        this.storage = storage;
        this.bigQuery = bigQuery;
    }

    /**
     * Starts the three; the first time they are installed, which takes a minute. From then on they are the cloud of this
     * process, too.
     *
     * @throws dev.weir.emulators.EmulatorException if one cannot be had
     */
    static DemoCloud start(Path home) throws IOException, InterruptedException {
        PubSubEmulator pubSub = PubSubEmulator.start();
        pubSub.subscribe(TOPIC, SUBSCRIPTION);
        CloudStorageEmulator storage = CloudStorageEmulator.start(home.resolve("cloud-storage"), Troubles.none());
        storage.createBucket(BUCKET);
        DemoCloud cloud = new DemoCloud(pubSub, storage, BigQueryEmulator.start(home.resolve("bigquery")));
        cloud.properties().forEach(System::setProperty);
        BigQueryDataset dataset = BigQueryDataset.open(DATASET);
        dataset.init("EU", Map.of("app", "weir"), OptionalInt.empty());
        dataset.views(DATASET);
        return cloud;
    }

    @Override
    public String warehouse() {
        return "gs://" + BUCKET + "/" + WAREHOUSE;
    }

    /** Some micro-batches, so that one can be counted by itself. */
    @Override
    public List<String> drainOptions() {
        return List.of("--max-lines", String.valueOf(Math.max(1, delivered / MICRO_BATCHES)));
    }

    /** Each micro-batch ends with its ledger entry. */
    @Override
    public void draining() {
        storage.mark(WAREHOUSE + "/ledger/0");
    }

    @Override
    public Optional<DemoRequests> requests() {
        return DemoRequests.between(storage.marks());
    }

    @Override
    public void deliver(List<Path> files) throws IOException {
        try (LineTarget topic = new PubSubTarget(TOPIC, Optional.of(pubSub.host()))) {
            delivered = 0;
            for (Path file : files) {
                List<byte[]> lines = DemoLogs.lines(file);
                lines.forEach(topic::send);
                delivered += lines.size();
            }
            topic.flush();
        }
    }

    /** In the cloud its messages would come again when their deadlines have passed. */
    @Override
    public void streamKilled() throws InterruptedException {
        pubSub.awaitNoPulls(SUBSCRIPTION);
        pubSub.expire(SUBSCRIPTION);
    }

    @Override
    public List<String> streamOptions() {
        return List.of(
                "--source",
                "pubsub",
                "--subscription",
                SUBSCRIPTION,
                "--emulator",
                pubSub.host(),
                "--bigquery",
                DATASET.toString());
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(storage.properties());
        properties.putAll(bigQuery.properties());
        return properties;
    }

    @Override
    public Optional<DatasetName> dataset() {
        return Optional.of(DATASET);
    }

    @Override
    public String invitation() {
        return "Publish lines, `./weir publish FILE --to pubsub:" + TOPIC + " --emulator " + pubSub.host() + "`";
    }

    @Override
    public void close() throws IOException {
        bigQuery.close();
        storage.close();
        pubSub.close();
    }
}
