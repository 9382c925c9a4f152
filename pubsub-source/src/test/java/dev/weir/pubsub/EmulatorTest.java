package dev.weir.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublisherGrpc;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.SubscriberGrpc;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Google's own emulator, where it is installed. */
class EmulatorTest {
    @TempDir
    Path directory;

    @Test
    void everyMessageOfTheOfficialEmulatorComesOnce() throws Exception {
        Optional<Path> jar = Emulator.installed();
        assumeTrue(
                jar.isPresent(),
                "The Pub/Sub emulator is not installed: gcloud components install pubsub-emulator, or set "
                        + Emulator.JAR);
        try (Emulator emulator = Emulator.start(jar.get(), directory.resolve("emulator.log"));
                Scene scene = new Scene(directory.resolve("messages"))) {
            scene.set("emulatorHost", emulator.host).set("subscriptionId", "projects/p/subscriptions/none");
            PubSubStream missing = scene.stream();
            assertThatThrownBy(() -> missing.latestOffset(missing.initialOffset(), LogBudget.UNLIMITED))
                    .isInstanceOf(PubSubSourceException.class)
                    .hasMessageContaining("there is none of this name");

            ManagedChannel channel = Grpc.newChannelBuilder(emulator.host, InsecureChannelCredentials.create())
                    .build();
            subscribe(channel);
            scene.set("subscriptionId", Scene.SUBSCRIPTION);
            PubSubStream stream = scene.stream();
            publish(channel, 0, 1000);
            List<String> got = new ArrayList<>();
            Scene.take(stream, stream.initialOffset(), 1000, got);
            assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 1000));
            channel.shutdownNow();
        }
    }

    private static void subscribe(ManagedChannel channel) {
        PublisherGrpc.newBlockingStub(channel)
                .createTopic(Topic.newBuilder().setName(Scene.TOPIC).build());
        SubscriberGrpc.newBlockingStub(channel)
                .createSubscription(Subscription.newBuilder()
                        .setName(Scene.SUBSCRIPTION)
                        .setTopic(Scene.TOPIC)
                        .build());
    }

    private static void publish(ManagedChannel channel, int from, int to) {
        PublishRequest.Builder request = PublishRequest.newBuilder().setTopic(Scene.TOPIC);
        Scene.lines(from, to)
                .forEach(
                        line -> request.addMessages(PubsubMessage.newBuilder().setData(ByteString.copyFromUtf8(line))));
        PublisherGrpc.newBlockingStub(channel).publish(request.build());
    }
}
