package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.rollup.KeyedHash;
import java.io.IOException;
import java.util.UUID;

/**
 * What a warehouse is known by. It prints nothing of its key.
 *
 * @param id that checkpoints are bound to
 * @param format the layout's version; a warehouse with a higher one than {@value #FORMAT} was made by a newer Weir
 * @param key of the hashes by which cells are limited and distinct values counted; null in format 1
 */
record WarehouseIdentity(String id, int format, String key) {
    /** The present format. */
    static final int FORMAT = 2;

    static final String FILE = "warehouse.json";

    /** What {@value #FILE} will say once an upgrade is done. */
    static final String UPGRADE = "upgrade.json";

    private static final JsonMapper JSON = new JsonMapper();

    /** A new warehouse's. */
    static WarehouseIdentity create() {
        return of(UUID.randomUUID().toString());
    }

    /** A warehouse's of the present format, with a new key. */
    static WarehouseIdentity of(String id) {
        return new WarehouseIdentity(id, FORMAT, KeyedHash.newKey());
    }

    /**
     * Reads one.
     *
     * @param directory as a user named it, for messages
     * @throws WarehouseException if it is damaged, or a newer version's
     */
    static WarehouseIdentity read(FileTree files, String name, String directory) throws IOException {
        try {
            JsonNode json = JSON.readTree(files.text(name));
            int format = json.path("format").asInt();
            if (format > FORMAT) {
                throw new WarehouseException("Cannot open warehouse " + directory + ": it has format " + format
                        + ", made by a newer version of Weir, and this version reads up to " + FORMAT
                        + "; upgrade Weir");
            }
            String id = json.path("id").asText();
            String key = json.path("key").asText(null);
            if (format < 1 || id.isEmpty() || format > 1 && key == null) {
                throw damaged(name, directory, null);
            }
            return new WarehouseIdentity(id, format, key);
        } catch (JsonProcessingException e) {
            throw damaged(name, directory, e);
        }
    }

    private static WarehouseException damaged(String name, String directory, Throwable cause) {
        return new WarehouseException(
                "Cannot open warehouse " + directory + ": " + name + " is damaged; restore it from a backup", cause);
    }

    /** As it is written. */
    String line() {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", id);
        json.put("format", format);
        json.put("key", key);
        return json.toString();
    }

    @Override
    public String toString() {
        return "warehouse " + id + " of format " + format;
    }
}
