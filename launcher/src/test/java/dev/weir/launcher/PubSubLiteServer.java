package dev.weir.launcher;

import com.google.cloud.pubsublite.proto.AdminServiceGrpc;
import com.google.cloud.pubsublite.proto.CommitCursorRequest;
import com.google.cloud.pubsublite.proto.CommitCursorResponse;
import com.google.cloud.pubsublite.proto.ComputeHeadCursorRequest;
import com.google.cloud.pubsublite.proto.ComputeHeadCursorResponse;
import com.google.cloud.pubsublite.proto.ComputeMessageStatsRequest;
import com.google.cloud.pubsublite.proto.ComputeMessageStatsResponse;
import com.google.cloud.pubsublite.proto.Cursor;
import com.google.cloud.pubsublite.proto.CursorServiceGrpc;
import com.google.cloud.pubsublite.proto.FlowControlRequest;
import com.google.cloud.pubsublite.proto.GetSubscriptionRequest;
import com.google.cloud.pubsublite.proto.GetTopicPartitionsRequest;
import com.google.cloud.pubsublite.proto.InitialSubscribeRequest;
import com.google.cloud.pubsublite.proto.InitialSubscribeResponse;
import com.google.cloud.pubsublite.proto.ListPartitionCursorsRequest;
import com.google.cloud.pubsublite.proto.ListPartitionCursorsResponse;
import com.google.cloud.pubsublite.proto.MessageResponse;
import com.google.cloud.pubsublite.proto.PartitionCursor;
import com.google.cloud.pubsublite.proto.PubSubMessage;
import com.google.cloud.pubsublite.proto.SequencedMessage;
import com.google.cloud.pubsublite.proto.SubscribeRequest;
import com.google.cloud.pubsublite.proto.SubscribeResponse;
import com.google.cloud.pubsublite.proto.SubscriberServiceGrpc;
import com.google.cloud.pubsublite.proto.Subscription;
import com.google.cloud.pubsublite.proto.TopicPartitions;
import com.google.cloud.pubsublite.proto.TopicStatsServiceGrpc;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Pub/Sub Lite with one topic and one subscription, so far as a subscriber can tell
 * (<a href="https://cloud.google.com/pubsub/lite/docs/reference/rpc/google.cloud.pubsublite.v1">google.cloud.pubsublite.v1</a>).
 */
final class PubSubLiteServer implements AutoCloseable {
    private final String topic;
    private final String subscription;
    private final List<List<SequencedMessage>> partitions;
    private final Map<Long, Long> cursors = new TreeMap<>();
    private final Server server;
    private long delivered;

    /**
     * Starts one whose topic is empty.
     *
     * @param location {@code projects/P/locations/L}
     */
    PubSubLiteServer(ServerCredentials credentials, String location, String name, int partitions) throws IOException {
        this.topic = location + "/topics/" + name;
        this.subscription = location + "/subscriptions/" + name;
        this.partitions = IntStream.range(0, partitions)
                .<List<SequencedMessage>>mapToObj(i -> new ArrayList<>())
                .toList();
        server = Grpc.newServerBuilderForPort(0, credentials)
                .addService(new Administering())
                .addService(new Counting())
                .addService(new Remembering())
                .addService(new Subscribing())
                .build()
                .start();
    }

    int port() {
        return server.getPort();
    }

    synchronized void publish(int partition, String text, Instant at) {
        List<SequencedMessage> messages = partitions.get(partition);
        messages.add(SequencedMessage.newBuilder()
                .setCursor(cursor(messages.size()))
                .setPublishTime(Timestamps.fromMillis(at.toEpochMilli()))
                .setMessage(PubSubMessage.newBuilder().setData(ByteString.copyFromUtf8(text)))
                .setSizeBytes(text.length())
                .build());
    }

    /** How many messages were sent to subscribers. */
    synchronized long delivered() {
        return delivered;
    }

    /** Where the subscription is in each partition that it has read of. */
    synchronized Map<Long, Long> cursors() {
        return Map.copyOf(cursors);
    }

    private static Cursor cursor(long offset) {
        return Cursor.newBuilder().setOffset(offset).build();
    }

    private static <T> void answer(StreamObserver<T> out, T answer) {
        out.onNext(answer);
        out.onCompleted();
    }

    private static void refuse(StreamObserver<?> out, String name) {
        out.onError(Status.NOT_FOUND
                .withDescription("Resource not found (resource=" + name + ").")
                .asRuntimeException());
    }

    private final class Administering extends AdminServiceGrpc.AdminServiceImplBase {
        @Override
        public void getSubscription(GetSubscriptionRequest request, StreamObserver<Subscription> out) {
            if (request.getName().equals(subscription)) {
                answer(
                        out,
                        Subscription.newBuilder()
                                .setName(subscription)
                                .setTopic(topic)
                                .build());
            } else {
                refuse(out, request.getName());
            }
        }

        @Override
        public void getTopicPartitions(GetTopicPartitionsRequest request, StreamObserver<TopicPartitions> out) {
            answer(
                    out,
                    TopicPartitions.newBuilder()
                            .setPartitionCount(partitions.size())
                            .build());
        }
    }

    private final class Counting extends TopicStatsServiceGrpc.TopicStatsServiceImplBase {
        @Override
        public void computeHeadCursor(ComputeHeadCursorRequest request, StreamObserver<ComputeHeadCursorResponse> out) {
            synchronized (PubSubLiteServer.this) {
                int head = partitions.get((int) request.getPartition()).size();
                answer(
                        out,
                        ComputeHeadCursorResponse.newBuilder()
                                .setHeadCursor(cursor(head))
                                .build());
            }
        }

        @Override
        public void computeMessageStats(
                ComputeMessageStatsRequest request, StreamObserver<ComputeMessageStatsResponse> out) {
            long messages = request.getEndCursor().getOffset()
                    - request.getStartCursor().getOffset();
            answer(
                    out,
                    ComputeMessageStatsResponse.newBuilder()
                            .setMessageCount(messages)
                            .setMessageBytes(100 * messages)
                            .build());
        }
    }

    private final class Remembering extends CursorServiceGrpc.CursorServiceImplBase {
        @Override
        public void listPartitionCursors(
                ListPartitionCursorsRequest request, StreamObserver<ListPartitionCursorsResponse> out) {
            synchronized (PubSubLiteServer.this) {
                ListPartitionCursorsResponse.Builder all = ListPartitionCursorsResponse.newBuilder();
                cursors.forEach((partition, offset) -> all.addPartitionCursors(
                        PartitionCursor.newBuilder().setPartition(partition).setCursor(cursor(offset))));
                answer(out, all.build());
            }
        }

        @Override
        public void commitCursor(CommitCursorRequest request, StreamObserver<CommitCursorResponse> out) {
            synchronized (PubSubLiteServer.this) {
                cursors.put(request.getPartition(), request.getCursor().getOffset());
            }
            answer(out, CommitCursorResponse.getDefaultInstance());
        }
    }

    private final class Subscribing extends SubscriberServiceGrpc.SubscriberServiceImplBase {
        @Override
        public StreamObserver<SubscribeRequest> subscribe(StreamObserver<SubscribeResponse> out) {
            return new Reading(out);
        }
    }

    /** A subscriber of a partition, which gets what is there as far as it has room; nothing comes while it waits. */
    private final class Reading implements StreamObserver<SubscribeRequest> {
        private static final int ANSWER_MESSAGES = 7;

        private final StreamObserver<SubscribeResponse> out;
        private int partition;
        private long next;
        private long messages;
        private long bytes;

        Reading(StreamObserver<SubscribeResponse> out) {
            this.out = out;
        }

        @Override
        public void onNext(SubscribeRequest request) {
            synchronized (PubSubLiteServer.this) {
                if (request.hasInitial()) {
                    begin(request.getInitial());
                } else {
                    deliver(request.getFlowControl());
                }
            }
        }

        private void begin(InitialSubscribeRequest initial) {
            partition = (int) initial.getPartition();
            next = initial.getInitialLocation().getCursor().getOffset();
            out.onNext(SubscribeResponse.newBuilder()
                    .setInitial(InitialSubscribeResponse.newBuilder().setCursor(cursor(next)))
                    .build());
        }

        private void deliver(FlowControlRequest room) {
            messages = sum(messages, room.getAllowedMessages());
            bytes = sum(bytes, room.getAllowedBytes());
            List<SequencedMessage> all = partitions.get(partition);
            while (next < all.size() && hasRoom()) {
                MessageResponse.Builder some = MessageResponse.newBuilder();
                while (next < all.size() && hasRoom() && some.getMessagesCount() < ANSWER_MESSAGES) {
                    SequencedMessage message = all.get((int) next++);
                    messages--;
                    bytes -= message.getSizeBytes();
                    delivered++;
                    some.addMessages(message);
                }
                out.onNext(SubscribeResponse.newBuilder().setMessages(some).build());
            }
        }

        private boolean hasRoom() {
            return messages > 0 && bytes > 0;
        }

        private static long sum(long had, long more) {
            return more > Long.MAX_VALUE - Math.max(0, had) ? Long.MAX_VALUE : had + more;
        }

        @Override
        public void onError(Throwable failure) {
            // It has hung up.
        }

        @Override
        public void onCompleted() {
            out.onCompleted();
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
