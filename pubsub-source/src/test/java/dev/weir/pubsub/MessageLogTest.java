package dev.weir.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageLogTest {
    private static final int OPENING = Segment.OPENING_BYTES;
    private static final int HORIZON = 1000;

    @TempDir
    Path directory;

    private final Configuration conf = ObjectStore.conf();
    private final List<MessageKey> known = new ArrayList<>();

    @BeforeEach
    void mendTheNetwork() throws IOException {
        ObjectStore.of(conf).failAfter(Long.MAX_VALUE);
    }

    @Test
    void whereWritingFailsNoSegmentIsLeftThatIsTakenForOne() throws IOException {
        int length = content(segment(3, 6)).length;
        for (int written = 0; written < length; written++) {
            Path tried = Files.createDirectory(directory.resolve("after-" + written));
            MessageLog log = log(tried);
            log.seal(segment(0, 3));
            ObjectStore.of(conf).failAfter(written);
            assertThatThrownBy(() -> log.seal(segment(3, 6))).hasMessage("Connection reset");
            mendTheNetwork();

            known.clear();
            MessageLog again = log(tried);
            assertThat(known).as("after " + written).isEqualTo(keys(0, 3));
            again.seal(segment(3, 6));
            assertThat(messages(again)).isEqualTo(ids(0, 6));
        }
    }

    @Test
    void ofASegmentThatIsCutShortNothingIsKnownWhereverItsWriterFailed() throws IOException {
        byte[] whole = content(segment(3, 6));
        for (int length = 0; length < whole.length; length++) {
            Path tried = Files.createDirectory(directory.resolve("after-" + length));
            log(tried).seal(segment(0, 3));
            Files.write(tried.resolve(MessageLog.segmentName(2)), Arrays.copyOf(whole, length));

            known.clear();
            MessageLog log = log(tried);
            log.seal(segment(3, 6));

            assertThat(known).as("after " + length).isEqualTo(keys(0, 3));
            assertThat(messages(log)).isEqualTo(ids(0, 6));
            known.clear();
            assertThat(messages(log(tried))).as("after " + length).isEqualTo(ids(0, 6));
            assertThat(known).isEqualTo(keys(0, 6));
        }
    }

    @Test
    void aSegmentWhoseBytesChangedIsNotTakenForOneThatIsCutShort() throws IOException {
        byte[] whole = content(segment(0, 3));
        // Each of the lengths that it says of itself among them.
        for (int at = 0; at < OPENING + Segment.keyBytes(3); at++) {
            Path tried = Files.createDirectory(directory.resolve("at-" + at));
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(tried.resolve(MessageLog.segmentName(1)), changed);
            assertThatThrownBy(() -> log(tried)).as("at " + at).hasMessageContaining("it is damaged");
        }
    }

    @Test
    void onALocalDiskASegmentThatIsCutShortIsDamage() throws IOException {
        byte[] whole = content(segment(0, 3));
        Files.write(directory.resolve(MessageLog.segmentName(1)), Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> new MessageLog(
                        new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration(), HORIZON, known::add))
                .hasMessageEndingWith("it is damaged; restore the checkpoint directory as a whole, or start with a new"
                        + " one and seek the subscription back to before the damage");
        assertThat(known).isEmpty();
    }

    @Test
    void keysThatAreCutShortAreWrittenAgainAtAnotherNumber() throws IOException {
        int count = 2 * MessageLog.CHUNK;
        MessageLog log = store();
        for (int i = 0; i < count; i++) {
            log.seal(segment(i, i + 1));
        }
        ObjectStore.of(conf).failAfter(30);
        assertThatThrownBy(() -> log.clean(count)).hasMessage("Connection reset");
        mendTheNetwork();
        assertThat(messages(log)).isEqualTo(ids(0, count));
        Path spoilt = directory.resolve("000000000150.keys");
        Files.write(spoilt, new byte[OPENING - 1]);

        log.clean(count);
        assertThat(messages(log)).isEqualTo(ids(MessageLog.CHUNK + 1, count));
        MessageLog again = store();
        assertThat(known).isEqualTo(keys(0, count));
        assertThat(messages(again)).isEqualTo(ids(MessageLog.CHUNK + 1, count));
    }

    @Test
    void aLogOfTheFormatBeforeIsReadAndGoneOnWith() throws IOException {
        Files.write(directory.resolve(MessageLog.segmentName(7)), before(segment(3, 6), keys(3, 6)));
        Files.write(directory.resolve("000000000006.keys"), joined(List.of(headBefore(keys(0, 3)))));

        MessageLog log = store();
        log.seal(segment(6, 9));

        assertThat(known).isEqualTo(keys(0, 6));
        assertThat(messages(log)).isEqualTo(ids(3, 9));
    }

    @Test
    void ofTheFormatBeforeASegmentThatIsCutShortIsNotTakenForOne() throws IOException {
        byte[] whole = before(segment(0, 3), keys(0, 3));
        Files.write(directory.resolve(MessageLog.segmentName(1)), Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(this::store).hasMessageContaining("it is damaged");
        assertThat(known).isEmpty();
    }

    private MessageLog store() throws IOException {
        return log(directory);
    }

    private MessageLog log(Path of) throws IOException {
        return new MessageLog(ObjectStore.path(of), conf, HORIZON, known::add);
    }

    private static List<String> messages(MessageLog log) throws IOException {
        List<String> ids = new ArrayList<>();
        for (SegmentPart part : SegmentPart.of(log.directory().toString(), log.between(0, log.last()))) {
            List<SegmentFile> files = part.segments().stream().map(log::segment).toList();
            try (SegmentReader reader = new SegmentReader(files)) {
                while (reader.next()) {
                    ids.add(reader.get().getString(0));
                }
            }
        }
        return ids;
    }

    private static Segment segment(int from, int to) {
        Segment segment = new Segment();
        IntStream.range(from, to).forEach(i -> segment.add(MessageKey.of(message(i)), message(i)));
        return segment;
    }

    private static PubsubMessage message(int i) {
        return PubsubMessage.newBuilder()
                .setMessageId("message " + i)
                .setData(ByteString.copyFromUtf8("line " + i))
                .build();
    }

    private static List<MessageKey> keys(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> MessageKey.of(message(i)))
                .toList();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "message " + i).toList();
    }

    private static byte[] content(Segment segment) {
        return joined(segment.content());
    }

    private static byte[] joined(List<ByteBuffer> parts) {
        ByteBuffer all = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(all::put);
        return all.array();
    }

    private static byte[] before(Segment segment, List<MessageKey> keys) {
        List<ByteBuffer> now = segment.content();
        return joined(List.of(headBefore(keys), now.get(1), now.get(2)));
    }

    private static ByteBuffer headBefore(List<MessageKey> keys) {
        ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES + Segment.keyBytes(keys.size()))
                .putInt(0x57505331)
                .putInt(keys.size());
        keys.forEach(key -> head.putLong(key.high()).putLong(key.low()));
        return head.put(Segment.checksum(head.duplicate().flip())).flip();
    }
}
