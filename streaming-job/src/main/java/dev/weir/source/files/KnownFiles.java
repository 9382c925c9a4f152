package dev.weir.source.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was read before, as JSON: the value of the {@code known} option, an object of last positions by identity. */
public final class KnownFiles {
    private KnownFiles() {}

    public static String toJson(Collection<KnownFile> files) {
        Map<String, Long> positions = new TreeMap<>();
        files.forEach(file -> positions.put(file.partition().toString(), file.lastPosition()));
        try {
            return FileRanges.JSON.writeValueAsString(positions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write known files as JSON", e);
        }
    }

    /**
     * The inverse of {@link #toJson}.
     *
     * @throws IllegalArgumentException if the text is no such object
     */
    public static List<KnownFile> parse(String json) {
        try {
            List<KnownFile> files = new ArrayList<>();
            FileRanges.JSON
                    .readValue(json, new TypeReference<Map<String, Long>>() {})
                    .forEach((partition, last) -> files.add(KnownFile.of(partition, last)));
            return files;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Invalid known files: " + e.getOriginalMessage(), e);
        }
    }
}
