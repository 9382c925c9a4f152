package dev.weir.serving.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes in a log's actions, the oldest first, as the
 * <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#action-reconciliation">protocol</a> has it, and refuses what
 * it does not know.
 */
final class LogReplay {
    private static final JsonMapper JSON = new JsonMapper();

    /** What no reader of rows needs. */
    private static final Set<String> IGNORED = Set.of("txn", "commitInfo", "cdc", "domainMetadata");

    private final Path table;
    private final Map<Path, ActiveFile> files = new TreeMap<>();
    private List<Snapshot.Column> columns = List.of();
    private boolean hasProtocol;
    private boolean hasMetadata;

    LogReplay(Path table) {
        this.table = table;
    }

    /**
     * Takes in one action.
     *
     * @param source the file that says it
     * @param text a JSON object of which one field is not null
     */
    void take(Path source, String text) {
        JsonNode action;
        try {
            action = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw DeltaLogException.damaged(source, "it is torn, or no JSON", e);
        }
        if (!action.isObject()) {
            throw DeltaLogException.damaged(source, "it is torn, or no JSON", null);
        }
        action.fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                take(source, field.getKey(), field.getValue());
            }
        });
    }

    private void take(Path source, String kind, JsonNode action) {
        switch (kind) {
            case "add" -> add(source, action);
            case "remove" -> files.remove(path(source, action));
            case "metaData" -> metadata(source, action);
            case "protocol" -> protocol(source, action);
            case "checkpointMetadata", "sidecar" -> throw DeltaLogException.unknown(source, "a V2 checkpoint");
            default -> {
                if (!IGNORED.contains(kind)) {
                    throw DeltaLogException.unknown(source, "the action " + kind);
                }
            }
        }
    }

    private void protocol(Path source, JsonNode protocol) {
        JsonNode features = protocol.path("readerFeatures");
        if (protocol.path("minReaderVersion").asInt(Integer.MAX_VALUE) > 1 || !features.isEmpty()) {
            throw DeltaLogException.unknown(
                    source,
                    "reader version " + protocol.path("minReaderVersion").asText()
                            + (features.isEmpty() ? "" : " with features " + features));
        }
        hasProtocol = true;
    }

    private void metadata(Path source, JsonNode metadata) {
        String provider = metadata.path("format").path("provider").asText();
        if (!"parquet".equals(provider)) {
            throw DeltaLogException.unknown(source, "files in the format '" + provider + "'");
        }
        String mapping =
                metadata.path("configuration").path("delta.columnMapping.mode").asText("none");
        if (!"none".equals(mapping)) {
            throw DeltaLogException.unknown(source, "column mapping by " + mapping);
        }
        try {
            columns = Snapshot.columns(metadata.path("schemaString").asText());
        } catch (JsonProcessingException e) {
            throw DeltaLogException.damaged(source, "its schema is no JSON", e);
        }
        hasMetadata = true;
    }

    private void add(Path source, JsonNode add) {
        if (add.hasNonNull("deletionVector")) {
            throw DeltaLogException.unknown(source, "deletion vectors");
        }
        Map<String, Optional<String>> partition = new HashMap<>();
        add.path("partitionValues")
                .fields()
                .forEachRemaining(value -> partition.put(
                        value.getKey(),
                        value.getValue().isNull()
                                ? Optional.empty()
                                : Optional.of(value.getValue().asText())));
        Path file = path(source, add);
        files.put(
                file,
                new ActiveFile(
                        file,
                        partition,
                        add.path("size").asLong(),
                        ranges(source, add.path("stats").asText(""))));
    }

    private static Map<String, TextRange> ranges(Path source, String statistics) {
        if (statistics.isEmpty()) {
            return Map.of();
        }
        try {
            JsonNode parsed = JSON.readTree(statistics);
            JsonNode most = parsed.path("maxValues");
            Map<String, TextRange> ranges = new HashMap<>();
            parsed.path("minValues").fields().forEachRemaining(least -> {
                JsonNode upper = most.path(least.getKey());
                if (least.getValue().isTextual() && upper.isTextual()) {
                    ranges.put(least.getKey(), new TextRange(least.getValue().asText(), upper.asText()));
                }
            });
            return ranges;
        } catch (JsonProcessingException e) {
            throw DeltaLogException.damaged(source, "its statistics are no JSON", e);
        }
    }

    /** A path is a URI, relative to the table or absolute. */
    private Path path(Path source, JsonNode action) {
        String text = action.path("path").asText();
        try {
            URI uri = new URI(text);
            if (uri.getPath() == null || uri.getPath().isEmpty()) {
                throw DeltaLogException.damaged(source, "it names a file '" + text + "'", null);
            }
            if (uri.getScheme() != null && !"file".equals(uri.getScheme())) {
                throw DeltaLogException.unknown(source, "a file elsewhere, " + text);
            }
            return table.resolve(uri.getPath()).normalize();
        } catch (URISyntaxException e) {
            throw DeltaLogException.damaged(source, "it names a file '" + text + "'", e);
        }
    }

    /**
     * What all of that comes to.
     *
     * @param log the directory, for errors
     */
    Snapshot snapshot(long version, Path log) {
        if (!hasProtocol || !hasMetadata) {
            throw DeltaLogException.damaged(
                    log, "up to version " + version + " it says nothing of the table's protocol or schema", null);
        }
        return new Snapshot(version, columns, List.copyOf(files.values()));
    }
}
