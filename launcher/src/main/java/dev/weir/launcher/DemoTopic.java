package dev.weir.launcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of a broker that runs for the demo only; each line of the files is a record. */
final class DemoTopic implements DemoInlet {
    private static final String NAME = "weir-demo";
    private static final int PARTITIONS = 3;

    private final LocalBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    private DemoTopic(LocalBroker broker, KafkaProducer<byte[], byte[]> producer) {
        this.broker = broker;
        this.producer = producer;
    }

    static DemoTopic start(Path directory) throws IOException, InterruptedException {
        LocalBroker broker = LocalBroker.start(directory);
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrap());
        try (Admin admin = Admin.create(client)) {
            settled(admin.createTopics(List.of(new NewTopic(NAME, PARTITIONS, (short) 1)))
                    .all());
        }
        return new DemoTopic(broker, new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public void deliver(List<Path> files) throws IOException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (Path file : files) {
            for (byte[] line : lines(file)) {
                sent.add(producer.send(new ProducerRecord<>(NAME, sent.size() % PARTITIONS, null, line)));
            }
        }
        producer.flush();
        for (Future<?> one : sent) {
            settled(one);
        }
    }

    /** A log's lines as they are, without their ends; {@code .gz} is unpacked. */
    static List<byte[]> lines(Path file) throws IOException {
        String text;
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
            // One character a byte, there and back.
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        List<byte[]> lines = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            lines.add(text.substring(begin, end).getBytes(StandardCharsets.ISO_8859_1));
            begin = end + 1;
        }
        if (begin < text.length()) {
            lines.add(text.substring(begin).getBytes(StandardCharsets.ISO_8859_1));
        }
        return lines;
    }

    private static void settled(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The demo's broker failed: " + e.getCause().getMessage(), e);
        }
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
        producer.close();
        broker.close();
    }
}
