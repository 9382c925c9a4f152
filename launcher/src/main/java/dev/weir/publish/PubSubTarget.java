package dev.weir.publish;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.batching.BatchingSettings;
import com.google.api.gax.batching.FlowControlSettings;
import com.google.api.gax.batching.FlowController;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.PermissionDeniedException;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.cloud.pubsub.v1.stub.PublisherStubSettings;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A Pub/Sub topic: one message a line, in batches. */
public final class PubSubTarget implements LineTarget {
    private static final long BATCH_MESSAGES = 1000;
    private static final long BATCH_BYTES = 1 << 20;
    private static final Duration BATCH_DELAY = Duration.ofMillis(50);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final long OUTSTANDING_MESSAGES = 20_000;
    private static final long OUTSTANDING_BYTES = 64 << 20;

    private final String topic;
    private final Publisher publisher;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    /** What is on its way; this is one party more. */
    private final Phaser underway = new Phaser(1);

    /** @param emulator spoken to without encryption and credentials; empty for Pub/Sub itself */
    public PubSubTarget(String topic, Optional<String> emulator) {
        this.topic = topic;
        Publisher.Builder builder = Publisher.newBuilder(topic)
                .setBatchingSettings(BatchingSettings.newBuilder()
                        .setElementCountThreshold(BATCH_MESSAGES)
                        .setRequestByteThreshold(BATCH_BYTES)
                        .setDelayThresholdDuration(BATCH_DELAY)
                        .setFlowControlSettings(FlowControlSettings.newBuilder()
                                .setMaxOutstandingElementCount(OUTSTANDING_MESSAGES)
                                .setMaxOutstandingRequestBytes(OUTSTANDING_BYTES)
                                .setLimitExceededBehavior(FlowController.LimitExceededBehavior.Block)
                                .build())
                        .build());
        emulator.ifPresent(
                host -> builder.setChannelProvider(PublisherStubSettings.defaultGrpcTransportProviderBuilder()
                                .setEndpoint(host)
                                .setChannelConfigurator(plain -> plain.usePlaintext())
                                .build())
                        .setCredentialsProvider(NoCredentialsProvider.create()));
        try {
            publisher = builder.build();
        } catch (IOException e) {
            throw new PublishException(
                    "Cannot publish to " + topic + ": " + e.getMessage()
                            + "; run where a service account is attached, or: gcloud auth application-default login",
                    e);
        }
    }

    @Override
    public void send(byte[] line) {
        rethrow();
        underway.register();
        ApiFuture<String> sent = publisher.publish(
                PubsubMessage.newBuilder().setData(ByteString.copyFrom(line)).build());
        ApiFutures.addCallback(
                sent,
                new ApiFutureCallback<String>() {
                    @Override
                    public void onFailure(Throwable why) {
                        failure.compareAndSet(null, why);
                        underway.arriveAndDeregister();
                    }

                    @Override
                    public void onSuccess(String id) {
                        underway.arriveAndDeregister();
                    }
                },
                MoreExecutors.directExecutor());
    }

    @Override
    public void flush() {
        publisher.publishAllOutstanding();
        underway.arriveAndAwaitAdvance();
        rethrow();
    }

    private void rethrow() {
        Throwable why = failure.get();
        if (why != null) {
            throw new PublishException("Cannot publish to " + topic + ": " + told(why), why);
        }
    }

    private static String told(Throwable why) {
        if (why instanceof NotFoundException) {
            return "there is no such topic; create it: gcloud pubsub topics create";
        }
        if (why instanceof PermissionDeniedException) {
            return "permission denied; grant roles/pubsub.publisher on it";
        }
        return why.getMessage() + "; publish again";
    }

    @Override
    public void close() {
        publisher.shutdown();
        try {
            publisher.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
