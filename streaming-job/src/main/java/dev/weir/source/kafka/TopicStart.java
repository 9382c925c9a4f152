package dev.weir.source.kafka;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a stream began, kept beside its progress: what was gone by then is nobody's loss, and a partition that is not
 * named here was added later, and is read whole.
 *
 * @param topic the topic's name, for people
 * @param topicId see {@link KafkaTopic#id}
 * @param offsets by partition
 */
record TopicStart(String topic, String topicId, SortedMap<Integer, Long> offsets) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "kafka.json";

    TopicStart {
        offsets = new TreeMap<>(offsets);
    }

    /** What an earlier run noted. */
    static Optional<TopicStart> read(Path checkpoint, Configuration hadoop) throws IOException {
        Path file = new Path(checkpoint, FILE);
        FileSystem files = file.getFileSystem(hadoop);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = files.open(file)) {
            return Optional.of(JSON.readValue(in.readAllBytes(), TopicStart.class));
        }
    }

    void write(Path checkpoint, Configuration hadoop) throws IOException {
        FileSystem files = checkpoint.getFileSystem(hadoop);
        Path whole = new Path(checkpoint, "." + FILE + "." + UUID.randomUUID());
        try (OutputStream out = files.create(whole, false)) {
            out.write(JSON.writeValueAsBytes(this));
        }
        if (!files.rename(whole, new Path(checkpoint, FILE))) {
            throw new IOException("Cannot write " + new Path(checkpoint, FILE));
        }
    }

    /** The offset from which a partition is read. */
    long of(int partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
