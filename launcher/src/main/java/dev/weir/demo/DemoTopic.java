package dev.weir.demo;

import dev.weir.publish.KafkaTarget;
import dev.weir.publish.LineTarget;
import dev.weir.source.kafka.KafkaClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;

/** A topic of a broker that runs for the demo only; each line of the files is a record. */
final class DemoTopic implements DemoPlace {
    private static final String NAME = "weir-demo";
    private static final int PARTITIONS = 3;

    /** Nearly in turn; else a whole batch would go to one partition. */
    private static final Map<String, String> SPREAD =
            Map.of("partitioner.class", RoundRobinPartitioner.class.getName());

    private final String warehouse;
    private final LocalBroker broker;
    private final LineTarget target;

    private DemoTopic(String warehouse, LocalBroker broker, LineTarget target) {
        this.warehouse = warehouse;
        this.broker = broker;
        this.target = target;
    }

    static DemoTopic start(Path home) throws IOException, InterruptedException {
        LocalBroker broker = LocalBroker.start(home.resolve("kafka"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(NAME, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The demo's broker failed: " + e.getCause().getMessage(), e);
        }
        return new DemoTopic(
                home.resolve("warehouse").toString(),
                broker,
                new KafkaTarget(new KafkaClient(broker.bootstrap(), SPREAD), NAME));
    }

    @Override
    public String warehouse() {
        return warehouse;
    }

    @Override
    public void deliver(List<Path> files) throws IOException {
        for (Path file : files) {
            for (byte[] line : DemoLogs.lines(file)) {
                target.send(line);
            }
        }
        target.flush();
    }

    @Override
    public List<String> streamOptions() {
        return List.of("--source", "kafka", "--bootstrap", broker.bootstrap(), "--topic", NAME);
    }

    @Override
    public String invitation() {
        return "Publish lines to topic " + NAME + " at " + broker.bootstrap();
    }

    @Override
    public void close() {
        target.close();
        broker.close();
    }
}
