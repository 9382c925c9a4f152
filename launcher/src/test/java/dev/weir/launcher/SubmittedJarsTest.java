package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.weir.batch.CleanCommand;
import dev.weir.emulators.PubSubEmulator;
import dev.weir.emulators.StorageCounts;
import dev.weir.emulators.StorageOperation;
import dev.weir.emulators.Troubles;
import dev.weir.ledger.Tally;
import dev.weir.streaming.StreamCommand;
import dev.weir.warehouse.WallClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars that are submitted, where nothing else is than what a cluster has: Spark and Delta. */
class SubmittedJarsTest {
    private static final String TOPIC = "projects/p/topics/logs";
    private static final String SUBSCRIPTION = "projects/p/subscriptions/weir";

    /** Ours, and what Google's clients bring; Spark needs a Guava of its own. */
    private static final Pattern NOT_THERE = Pattern.compile(
            ".*/(target|dev/weir|dev/cel|com/google/(?!guava)[^/]*|info/picocli|io/grpc|io/opencensus|io/opentelemetry|io/perfmark"
                    + "|org/conscrypt|org/threeten)(/.*|$)");

    @TempDir
    Path directory;

    @Test
    void aSubscriptionIsReadByTheClientInTheSourcesJar() throws Exception {
        try (PubSubEmulator pubSub = PubSubEmulator.start()) {
            pubSub.subscribe(TOPIC, SUBSCRIPTION);
            for (int i = 0; i < 20; i++) {
                pubSub.publish(
                        TOPIC,
                        PubsubMessage.newBuilder()
                                .setData(ByteString.copyFromUtf8(line(i)))
                                .build());
            }

            stream(
                    List.of(jar("streaming-job", "-dataproc.jar"), jar("pubsub-source", "-with-dependencies.jar")),
                    "--source=pubsub",
                    "--subscription=" + SUBSCRIPTION,
                    "--emulator=" + pubSub.host(),
                    "--quiet=15");

            assertThat(pubSub.unacknowledged(SUBSCRIPTION)).isZero();
        }
    }

    @Test
    void filesAreReadWithoutIt() throws Exception {
        Path log = Files.writeString(
                directory.resolve("access.log"),
                Stream.iterate(0, i -> i + 1).limit(20).map(i -> line(i) + "\n").collect(Collectors.joining()));

        stream(List.of(jar("streaming-job", "-dataproc.jar")), "--dir=" + log);
    }

    @Test
    void aCleanUpDeletesByTheClientInAJarOfItsOwn() throws Exception {
        String client = jar("cloud-storage", "-with-dependencies.jar");
        List<String> classPath = new ArrayList<>(List.of(jar("batch-job", "-dataproc.jar"), client));
        classPath.addAll(cluster());
        // Which a cluster has, too.
        entries().filter(entry -> entry.contains("gcs-connector")).forEach(classPath::add);
        try (CloudStorage storage = CloudStorage.start(directory.resolve("bucket"), Troubles.none())) {
            String warehouse = storage.path("warehouse");
            new Scene(warehouse).stream(Hit.at("2026-11-20T10:00:00Z", 0));
            Path left = Files.createDirectories(directory.resolve("left-over"));
            for (int part = 0; part < 120; part++) {
                Files.writeString(left.resolve("part-%05d.parquet".formatted(part)), "torn");
            }
            storage.put(left, "warehouse/archive/arrival_day=2026-11-20/raw_segment=left-over");
            StorageCounts before = storage.counts();
            // Of all ways to give Java options, the last: this process and its children log nothing.
            Path loaded = directory.resolve("loaded");

            try (ChildProcess clean = ChildProcess.start(
                    String.join(File.pathSeparator, classPath),
                    CleanCommand.class,
                    Map.of(),
                    Map.of(WallClock.AHEAD, "P2D", "_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded),
                    "--warehouse=" + warehouse,
                    "--keep-days=0")) {
                assertThat(clean.await()).as(clean.err()).isZero();
                assertThat(clean.out()).contains("1 abandoned attempts");
            }

            assertThat(storage.counts().since(before).of(StorageOperation.DELETE))
                    .isGreaterThanOrEqualTo(120);
            assertThat(Files.readString(loaded))
                    .contains("dev.weir.storage.shaded.com.google.cloud.storage.StorageBatch ")
                    .doesNotContain(" com.google.cloud.storage.");
        }
    }

    private void stream(List<String> jars, String... source) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>(jars);
        classPath.addAll(cluster());
        List<String> arguments = new ArrayList<>(List.of("--warehouse=" + directory.resolve("warehouse")));
        arguments.add("--available-now");
        arguments.addAll(List.of(source));

        try (ChildProcess stream = ChildProcess.start(
                String.join(File.pathSeparator, classPath), StreamCommand.class, "", arguments.toArray())) {
            assertThat(stream.await()).as(stream.err()).isZero();
        }

        assertThat(new Scene(directory.resolve("warehouse"))
                        .ledger()
                        .accounting()
                        .merged())
                .isEqualTo(new Tally(20, 0, 0));
    }

    /** What a cluster has, or what stands for it. */
    private static List<String> cluster() {
        return entries().filter(entry -> !NOT_THERE.matcher(entry).matches()).toList();
    }

    private static Stream<String> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String line(int i) {
        return Hit.at("2026-11-20T10:00:00Z", i).combined();
    }

    private static String jar(String module, String suffix) throws IOException {
        Path target = Path.of("..", module, "target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(suffix)).toList();
            assumeTrue(!found.isEmpty(), "There is no jar of " + module + " yet: `./weir test` makes it");
            return found.get(0).toString();
        }
    }
}
