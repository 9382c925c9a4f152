package dev.weir.pubsub;

import com.google.api.core.ApiService;
import com.google.api.gax.batching.FlowControlSettings;
import com.google.api.gax.batching.FlowController;
import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.stub.GrpcSubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the streaming pulls of a subscription open, whatever happens that passes. Google's client does the work: it
 * extends deadlines, holds back when too much is in memory, and delivers the messages of an ordering key in their order.
 */
final class Puller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

    /** Of a message; Pub/Sub's limit is 10 MB. The client's own default, which another channel does not have. */
    private static final int INBOUND_MOST = 20 << 20;

    /** What an object costs beside its bytes: bounds memory where messages are small. */
    private static final long BYTES_PER_MESSAGE = 1024;

    private static final long MESSAGES_LEAST = 1000;

    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

    /** Who asks for the first time may have mistyped: the answer must come soon. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(15);

    /** A process that dies keeps its messages from the next one for so long. */
    private static final Duration LEASE_MOST = Duration.ofSeconds(60);

    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final PubSubOptions options;
    private final MessageReceiver receiver;
    private final Consumer<PubSubSourceException> failed;
    private final Trouble trouble;
    private final InstantiatingGrpcChannelProvider channel;
    private final CredentialsProvider credentials;
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pubsub-restart");
        thread.setDaemon(true);
        return thread;
    });
    private Subscriber subscriber;
    private boolean closed;

    /**
     * Knocks at the subscription.
     *
     * @param receiver told of messages
     * @param failed told once if no more will come
     * @throws PubSubSourceException if it cannot be read
     */
    Puller(PubSubOptions options, MessageReceiver receiver, Consumer<PubSubSourceException> failed) {
        this.options = options;
        this.receiver = receiver;
        this.failed = failed;
        InstantiatingGrpcChannelProvider.Builder builder = SubscriberStubSettings.defaultGrpcTransportProviderBuilder()
                .setMaxInboundMessageSize(INBOUND_MOST)
                .setKeepAliveTimeDuration(KEEP_ALIVE)
                .setEndpoint(endpoint(options));
        options.emulator().ifPresent(host -> builder.setChannelConfigurator(plain -> plain.usePlaintext()));
        this.channel = builder.build();
        this.trouble = new Trouble(options.subscription(), endpoint(options));
        this.credentials = options.emulator().isPresent()
                ? NoCredentialsProvider.create()
                : FixedCredentialsProvider.create(applicationDefault());
        knock();
    }

    private static String endpoint(PubSubOptions options) {
        return options.emulator().or(options::endpoint).orElse(SubscriberStubSettings.getDefaultEndpoint());
    }

    private GoogleCredentials applicationDefault() {
        try {
            return GoogleCredentials.getApplicationDefault()
                    .createScoped(SubscriberStubSettings.getDefaultServiceScopes());
        } catch (IOException e) {
            throw trouble.noCredentials(e);
        }
    }

    /**
     * Asks for something that is without effect, but needs what pulling needs: a streaming pull itself says nothing as long
     * as there are no messages. (Whether a subscription exists may be asked only by who may do more than pull.)
     */
    private void knock() {
        SubscriberStubSettings.Builder settings = SubscriberStubSettings.newBuilder()
                .setTransportChannelProvider(channel)
                .setCredentialsProvider(credentials);
        settings.modifyAckDeadlineSettings().retrySettings().setTotalTimeoutDuration(FIRST_PATIENCE);
        ModifyAckDeadlineRequest request = ModifyAckDeadlineRequest.newBuilder()
                .setSubscription(options.subscription().toString())
                .addAckIds("knock")
                .setAckDeadlineSeconds(10)
                .build();
        try (SubscriberStub stub = GrpcSubscriberStub.create(settings.build())) {
            stub.modifyAckDeadlineCallable().call(request);
        } catch (ApiException e) {
            // The id is none, of course.
            if (Trouble.code(e) != Status.Code.INVALID_ARGUMENT && !Trouble.isAboutAckIds(e)) {
                throw trouble.cannotRead(e);
            }
        } catch (IOException e) {
            throw trouble.cannotRead(e);
        }
    }

    /** Begins to pull. */
    synchronized void start() {
        if (closed) {
            return;
        }
        subscriber = Subscriber.newBuilder(options.subscription().toString(), receiver)
                .setChannelProvider(channel)
                .setCredentialsProvider(credentials)
                .setParallelPullCount(options.pulls())
                .setMaxDurationPerAckExtensionDuration(LEASE_MOST)
                .setFlowControlSettings(FlowControlSettings.newBuilder()
                        .setMaxOutstandingRequestBytes(options.memoryBytes())
                        .setMaxOutstandingElementCount(
                                Math.max(MESSAGES_LEAST, options.memoryBytes() / BYTES_PER_MESSAGE))
                        .setLimitExceededBehavior(FlowController.LimitExceededBehavior.Block)
                        .build())
                .build();
        subscriber.addListener(
                new ApiService.Listener() {
                    @Override
                    public void failed(ApiService.State from, Throwable failure) {
                        ended(failure);
                    }
                },
                MoreExecutors.directExecutor());
        subscriber.startAsync();
    }

    private synchronized void ended(Throwable failure) {
        if (closed) {
            return;
        }
        if (Trouble.lasts(failure)) {
            failed.accept(trouble.cannotGoOn(failure));
        } else {
            LOG.warn("The pulls of {} broke off; opening them again", options.subscription(), failure);
            Future<?> unused = restarts.schedule(this::restart, RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void restart() {
        try {
            start();
        } catch (RuntimeException e) {
            failed.accept(trouble.cannotGoOn(e));
        }
    }

    /** Asks for no more messages. */
    synchronized void stopAsync() {
        closed = true;
        restarts.shutdownNow();
        if (subscriber != null) {
            subscriber.stopAsync();
        }
    }

    /** Ends the pulls; what was received must have been acknowledged or returned by now. */
    @Override
    public void close() {
        stopAsync();
        if (subscriber == null) {
            return;
        }
        try {
            subscriber.awaitTerminated(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("The pulls of {} do not end; leaving them to themselves", options.subscription());
        } catch (IllegalStateException e) {
            LOG.debug("The pulls had failed before", e);
        }
    }
}
