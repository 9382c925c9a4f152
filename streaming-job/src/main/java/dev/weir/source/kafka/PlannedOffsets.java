package dev.weir.source.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Up to where Spark planned to read, as its offset log in the checkpoint says. */
final class PlannedOffsets {
    private static final JsonMapper JSON = new JsonMapper();

    private PlannedOffsets() {}

    /**
     * Where a micro-batch ends, by partition: the offset after its last.
     *
     * @return empty for the micro-batch before the first
     */
    static SortedMap<Integer, Long> endOf(long batch, String topic, Path checkpoint, Configuration hadoop)
            throws IOException {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        if (batch < 0) {
            return ends;
        }
        Path file = new Path(checkpoint, "offsets/" + batch);
        FileSystem files = file.getFileSystem(hadoop);
        List<String> text;
        try (InputStream in = files.open(file)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        // A version, the query's settings, then one line a source, of which there is one.
        JsonNode offsets = JSON.readTree(text.get(text.size() - 1)).path(topic);
        if (text.size() != 3 || !offsets.isObject()) {
            throw new IOException("Cannot read " + file + ": it holds no offsets of topic " + topic);
        }
        offsets.properties()
                .forEach(entry -> ends.put(
                        Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
        return ends;
    }
}
