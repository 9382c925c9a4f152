package dev.weir.emulators;

import com.google.protobuf.Any;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublishResponse;
import com.google.pubsub.v1.PublisherGrpc;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.SubscriberGrpc;
import com.google.rpc.ErrorInfo;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Pub/Sub, so far as clients can tell: topics, subscriptions, streaming pulls with their flow control, ordering keys,
 * acknowledgements (<a href="https://cloud.google.com/pubsub/docs/reference/rpc/google.pubsub.v1">google.pubsub.v1</a>);
 * and what a test needs of misfortune. A lease ends when a test says so, not by a clock.
 */
public final class PubSubEmulator implements AutoCloseable {
    private static final int RESPONSE_MESSAGES = 500;
    private static final int RESPONSE_BYTES = 1 << 20;

    /** So many are named: an answer's trailers have 8 KiB. */
    private static final int INVALID_IDS = 50;

    private final Map<String, List<Subscription>> topics = new HashMap<>();
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final Server server;
    private long nextMessage = 1;
    private long nextAck = 1;
    private Optional<Status> failing = Optional.empty();
    private Predicate<PubsubMessage> deliveredTwice = message -> false;
    private Consumer<PubsubMessage> onAcknowledged = message -> {};
    private Predicate<PubsubMessage> acknowledgedLate = message -> false;
    private boolean losingAcks;

    private static final class Subscription {
        final Deque<PubsubMessage> waiting = new ArrayDeque<>();
        final Map<String, Lease> leases = new LinkedHashMap<>();
        final List<Pull> pulls = new ArrayList<>();
        /** By message id: how often it was returned, or its lease ended. */
        final Map<String, Integer> failures = new HashMap<>();

        final Set<String> lateOnes = new HashSet<>();
        Optional<Status> exactlyOnce = Optional.empty();
        Optional<DeadLetterPolicy> deadLetters = Optional.empty();
        long deliveries;
        long returned;
        int mostLeased;
        int turn;
    }

    private record Lease(PubsubMessage message, Pull pull) {}

    private record DeadLetterPolicy(String topic, int maxDeliveryAttempts) {}

    /** An open streaming pull. */
    private static final class Pull {
        final ServerCallStreamObserver<StreamingPullResponse> out;
        final long mostMessages;
        final long mostBytes;
        long messages;
        long bytes;

        Pull(ServerCallStreamObserver<StreamingPullResponse> out, StreamingPullRequest request) {
            this.out = out;
            this.mostMessages = orUnlimited(request.getMaxOutstandingMessages());
            this.mostBytes = orUnlimited(request.getMaxOutstandingBytes());
        }

        boolean hasRoom() {
            return messages < mostMessages && bytes < mostBytes && out.isReady() && !out.isCancelled();
        }

        private static long orUnlimited(long most) {
            return most <= 0 ? Long.MAX_VALUE : most;
        }
    }

    private PubSubEmulator() throws IOException {
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new Subscribing())
                .addService(new Publishing())
                .maxInboundMessageSize(20 << 20)
                .build()
                .start();
    }

    /** Starts one without topics. */
    public static PubSubEmulator start() throws IOException {
        return new PubSubEmulator();
    }

    /** {@code HOST:PORT}, as {@code PUBSUB_EMULATOR_HOST} says it. */
    public String host() {
        return "localhost:" + server.getPort();
    }

    /** Makes a subscription, and its topic where that is missing. */
    public synchronized void subscribe(String topic, String subscription) {
        Subscription made = new Subscription();
        topics.computeIfAbsent(topic, name -> new ArrayList<>()).add(made);
        subscriptions.put(subscription, made);
    }

    /** Publishes; returns the message's id. */
    public synchronized String publish(String topic, PubsubMessage message) {
        Instant now = Instant.now();
        PubsubMessage stamped = message.toBuilder()
                .setMessageId(Long.toString(nextMessage++))
                .setPublishTime(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build();
        for (Subscription subscription : topics.get(topic)) {
            subscription.waiting.add(stamped);
            deliver(subscription);
        }
        return stamped.getMessageId();
    }

    /**
     * From now on a subscription delivers exactly once: what is asked with an id whose lease ended fails.
     *
     * @param expired with this; which ids are meant is in its details (<a
     *     href="https://cloud.google.com/pubsub/docs/exactly-once-delivery">exactly-once delivery</a>)
     */
    public synchronized void exactlyOnce(String name, Status expired) {
        subscriptions.get(name).exactlyOnce = Optional.of(expired);
    }

    /** The lease of messages of which this holds ends just before they are acknowledged for the first time. */
    public synchronized void acknowledgedLate(Predicate<PubsubMessage> which) {
        acknowledgedLate = which;
    }

    /**
     * From now on a subscription gives up messages: they are published to another topic (<a
     * href="https://cloud.google.com/pubsub/docs/dead-letter-topics">dead-letter topics</a>), under a new id.
     *
     * @param maxDeliveryAttempts after so many that ended with a return or with the lease
     */
    public synchronized void deadLetters(String name, String topic, int maxDeliveryAttempts) {
        subscriptions.get(name).deadLetters = Optional.of(new DeadLetterPolicy(topic, maxDeliveryAttempts));
    }

    /** From now on, messages of which this holds are sent twice at once. */
    public synchronized void deliverTwice(Predicate<PubsubMessage> which) {
        deliveredTwice = which;
    }

    /** Told of each message that is acknowledged, before it is. */
    public synchronized void onAcknowledged(Consumer<PubsubMessage> told) {
        onAcknowledged = told;
    }

    /** While set, acknowledgements are answered, but have no effect. */
    public synchronized void loseAcks(boolean lose) {
        losingAcks = lose;
    }

    /** While set, every call fails so, and the pulls that are open break off. */
    public synchronized void fail(Optional<Status> status) {
        failing = status;
        status.ifPresent(this::breakOff);
    }

    /** Breaks off the open pulls. */
    public synchronized void breakOff(Status status) {
        for (Subscription subscription : subscriptions.values()) {
            for (Pull pull : List.copyOf(subscription.pulls)) {
                remove(subscription, pull);
                pull.out.onError(status.asRuntimeException());
            }
        }
    }

    /** Deletes a subscription; the pulls that are open end. */
    public synchronized void delete(String name) {
        Subscription gone = subscriptions.remove(name);
        topics.values().forEach(of -> of.remove(gone));
        gone.pulls.forEach(pull -> pull.out.onError(Status.NOT_FOUND.asRuntimeException()));
    }

    /** Ends all leases: what is not acknowledged comes again. */
    public synchronized void expire(String name) {
        Subscription subscription = subscriptions.get(name);
        for (String lease : List.copyOf(subscription.leases.keySet())) {
            giveBack(subscription, lease);
        }
        deliver(subscription);
    }

    /** How many messages are not acknowledged. */
    public synchronized int unacknowledged(String name) {
        Subscription subscription = subscriptions.get(name);
        return subscription.waiting.size() + subscription.leases.size();
    }

    /** How often a message was sent. */
    public synchronized long deliveries(String name) {
        return subscriptions.get(name).deliveries;
    }

    /** How often a client returned a message. */
    public synchronized long returned(String name) {
        return subscriptions.get(name).returned;
    }

    /** The most messages that were with clients at a time. */
    public synchronized int mostLeased(String name) {
        return subscriptions.get(name).mostLeased;
    }

    /** How many streaming pulls are open. */
    public synchronized int pulls(String name) {
        return subscriptions.get(name).pulls.size();
    }

    /**
     * Waits until no streaming pull is open: what is sent to one that a client has just given up would stay with it.
     *
     * @throws InterruptedException if interrupted
     */
    public synchronized void awaitNoPulls(String name) throws InterruptedException {
        while (pulls(name) > 0) {
            wait();
        }
    }

    private void remove(Subscription subscription, Pull pull) {
        subscription.pulls.remove(pull);
        notifyAll();
    }

    /** Sends what may be sent, to the pulls in turn. */
    private void deliver(Subscription subscription) {
        int idle = 0;
        while (!subscription.waiting.isEmpty() && idle < subscription.pulls.size()) {
            Pull pull = subscription.pulls.get(subscription.turn++ % subscription.pulls.size());
            idle = pull.hasRoom() && send(subscription, pull) ? 0 : idle + 1;
        }
    }

    /** False if nothing may be sent now: messages of an ordering key go to one pull at a time. */
    private boolean send(Subscription subscription, Pull pull) {
        // Else the client would not mind the order either.
        StreamingPullResponse.Builder response = StreamingPullResponse.newBuilder()
                .setSubscriptionProperties(StreamingPullResponse.SubscriptionProperties.newBuilder()
                        .setMessageOrderingEnabled(true)
                        .setExactlyOnceDeliveryEnabled(subscription.exactlyOnce.isPresent()));
        List<PubsubMessage> held = new ArrayList<>();
        long bytes = 0;
        while (!subscription.waiting.isEmpty()
                && response.getReceivedMessagesCount() < RESPONSE_MESSAGES
                && bytes < RESPONSE_BYTES
                && pull.hasRoom()) {
            PubsubMessage message = subscription.waiting.poll();
            if (isElsewhere(subscription, message.getOrderingKey(), pull)
                    || held.stream()
                            .anyMatch(other -> !message.getOrderingKey().isEmpty()
                                    && other.getOrderingKey().equals(message.getOrderingKey()))) {
                held.add(message);
                continue;
            }
            bytes += message.getSerializedSize();
            lease(subscription, pull, message, response);
            if (deliveredTwice.test(message)) {
                lease(subscription, pull, message, response);
            }
        }
        for (int i = held.size() - 1; i >= 0; i--) {
            subscription.waiting.addFirst(held.get(i));
        }
        if (response.getReceivedMessagesCount() == 0) {
            return false;
        }
        pull.out.onNext(response.build());
        return true;
    }

    private static boolean isElsewhere(Subscription subscription, String orderingKey, Pull pull) {
        return !orderingKey.isEmpty()
                && subscription.leases.values().stream()
                        .anyMatch(lease -> lease.pull() != pull
                                && lease.message().getOrderingKey().equals(orderingKey));
    }

    private void lease(
            Subscription subscription, Pull pull, PubsubMessage message, StreamingPullResponse.Builder response) {
        String ack = "ack-" + nextAck++;
        subscription.leases.put(ack, new Lease(message, pull));
        subscription.deliveries++;
        subscription.mostLeased = Math.max(subscription.mostLeased, subscription.leases.size());
        pull.messages++;
        pull.bytes += message.getSerializedSize();
        ReceivedMessage.Builder received =
                ReceivedMessage.newBuilder().setAckId(ack).setMessage(message);
        if (subscription.deadLetters.isPresent()) {
            received.setDeliveryAttempt(1 + subscription.failures.getOrDefault(message.getMessageId(), 0));
        }
        response.addReceivedMessages(received);
    }

    private void giveBack(Subscription subscription, String ack) {
        Lease lease = release(subscription, ack);
        if (lease == null) {
            return;
        }
        PubsubMessage message = lease.message();
        int failures = subscription.failures.merge(message.getMessageId(), 1, Integer::sum);
        Optional<DeadLetterPolicy> policy =
                subscription.deadLetters.filter(given -> failures >= given.maxDeliveryAttempts());
        if (policy.isPresent()) {
            publish(policy.get().topic(), deadLetter(subscription, message, failures));
        } else {
            subscription.waiting.addFirst(message);
        }
    }

    private PubsubMessage deadLetter(Subscription subscription, PubsubMessage message, int attempts) {
        String[] name = subscriptions.entrySet().stream()
                .filter(entry -> entry.getValue() == subscription)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow()
                .split("/", -1);
        return message.toBuilder()
                .putAttributes("CloudPubSubDeadLetterSourceDeliveryCount", Integer.toString(attempts))
                .putAttributes("CloudPubSubDeadLetterSourceSubscription", name[3])
                .putAttributes("CloudPubSubDeadLetterSourceSubscriptionProject", name[1])
                .putAttributes(
                        "CloudPubSubDeadLetterSourceTopicPublishTime",
                        Instant.ofEpochSecond(
                                        message.getPublishTime().getSeconds(),
                                        message.getPublishTime().getNanos())
                                .toString())
                .build();
    }

    /** Says which of the ids are none any more; false if the answer is given. */
    private static boolean areValid(Subscription subscription, List<String> acks, StreamObserver<?> answer) {
        if (subscription.exactlyOnce.isEmpty()) {
            return true;
        }
        ErrorInfo.Builder invalid =
                ErrorInfo.newBuilder().setDomain("pubsub.googleapis.com").setReason("EXACTLY_ONCE_ACKID_FAILURE");
        acks.stream()
                .filter(ack -> !subscription.leases.containsKey(ack))
                .limit(INVALID_IDS)
                .forEach(ack -> invalid.putMetadata(ack, "PERMANENT_FAILURE_INVALID_ACK_ID"));
        if (invalid.getMetadataCount() == 0) {
            return true;
        }
        answer.onError(StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(subscription.exactlyOnce.get().getCode().value())
                .setMessage("Some acknowledgement ids in the request were invalid. This could be because the"
                        + " acknowledgement ids have expired or the acknowledgement ids were malformed.")
                .addDetails(Any.pack(invalid.build()))
                .build()));
        return false;
    }

    private static Lease release(Subscription subscription, String ack) {
        Lease lease = subscription.leases.remove(ack);
        if (lease != null) {
            lease.pull().messages--;
            lease.pull().bytes -= lease.message().getSerializedSize();
        }
        return lease;
    }

    /** The subscription; null, after the answer, if there is none to be had. */
    private Subscription find(String name, StreamObserver<?> answer) {
        if (failing.isPresent()) {
            answer.onError(failing.get().asRuntimeException());
            return null;
        }
        Subscription subscription = subscriptions.get(name);
        if (subscription == null) {
            answer.onError(Status.NOT_FOUND
                    .withDescription("Resource not found (resource=" + name + ").")
                    .asRuntimeException());
        }
        return subscription;
    }

    private final class Subscribing extends SubscriberGrpc.SubscriberImplBase {
        @Override
        public StreamObserver<StreamingPullRequest> streamingPull(StreamObserver<StreamingPullResponse> answer) {
            var out = (ServerCallStreamObserver<StreamingPullResponse>) answer;
            return new Pulling(out);
        }

        @Override
        public void acknowledge(AcknowledgeRequest request, StreamObserver<Empty> answer) {
            synchronized (PubSubEmulator.this) {
                Subscription subscription = find(request.getSubscription(), answer);
                if (subscription == null) {
                    return;
                }
                for (String ack : request.getAckIdsList()) {
                    Lease lease = subscription.leases.get(ack);
                    if (lease != null
                            && acknowledgedLate.test(lease.message())
                            && subscription.lateOnes.add(lease.message().getMessageId())) {
                        giveBack(subscription, ack);
                    }
                }
                boolean valid = areValid(subscription, request.getAckIdsList(), answer);
                for (String ack : request.getAckIdsList()) {
                    Lease lease = subscription.leases.get(ack);
                    if (lease != null) {
                        onAcknowledged.accept(lease.message());
                        if (!losingAcks) {
                            release(subscription, ack);
                        }
                    }
                }
                if (valid) {
                    done(answer);
                }
                deliver(subscription);
            }
        }

        @Override
        public void modifyAckDeadline(ModifyAckDeadlineRequest request, StreamObserver<Empty> answer) {
            synchronized (PubSubEmulator.this) {
                Subscription subscription = find(request.getSubscription(), answer);
                if (subscription == null) {
                    return;
                }
                boolean valid = areValid(subscription, request.getAckIdsList(), answer);
                if (request.getAckDeadlineSeconds() == 0) {
                    subscription.returned += request.getAckIdsList().stream()
                            .filter(subscription.leases::containsKey)
                            .count();
                    request.getAckIdsList().forEach(ack -> giveBack(subscription, ack));
                }
                if (valid) {
                    done(answer);
                }
                deliver(subscription);
            }
        }
    }

    private final class Pulling implements StreamObserver<StreamingPullRequest> {
        private final ServerCallStreamObserver<StreamingPullResponse> out;
        private Subscription subscription;
        private Pull pull;

        Pulling(ServerCallStreamObserver<StreamingPullResponse> out) {
            this.out = out;
            out.setOnReadyHandler(this::ready);
            out.setOnCancelHandler(this::ended);
        }

        private void ready() {
            synchronized (PubSubEmulator.this) {
                if (subscription != null) {
                    deliver(subscription);
                }
            }
        }

        private void ended() {
            synchronized (PubSubEmulator.this) {
                if (subscription != null) {
                    remove(subscription, pull);
                }
            }
        }

        @Override
        public void onNext(StreamingPullRequest request) {
            synchronized (PubSubEmulator.this) {
                if (pull == null) {
                    subscription = find(request.getSubscription(), out);
                    if (subscription != null) {
                        pull = new Pull(out, request);
                        subscription.pulls.add(pull);
                        deliver(subscription);
                    }
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended();
        }

        @Override
        public void onCompleted() {
            synchronized (PubSubEmulator.this) {
                if (subscription != null && subscription.pulls.contains(pull)) {
                    remove(subscription, pull);
                    out.onCompleted();
                }
            }
        }
    }

    private final class Publishing extends PublisherGrpc.PublisherImplBase {
        @Override
        public void publish(PublishRequest request, StreamObserver<PublishResponse> answer) {
            synchronized (PubSubEmulator.this) {
                if (failing.isPresent()) {
                    answer.onError(failing.get().asRuntimeException());
                } else if (!topics.containsKey(request.getTopic())) {
                    answer.onError(Status.NOT_FOUND
                            .withDescription("Resource not found (resource=" + request.getTopic() + ").")
                            .asRuntimeException());
                } else {
                    PublishResponse.Builder ids = PublishResponse.newBuilder();
                    request.getMessagesList()
                            .forEach(message ->
                                    ids.addMessageIds(PubSubEmulator.this.publish(request.getTopic(), message)));
                    answer.onNext(ids.build());
                    answer.onCompleted();
                }
            }
        }
    }

    private static void done(StreamObserver<Empty> answer) {
        answer.onNext(Empty.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
