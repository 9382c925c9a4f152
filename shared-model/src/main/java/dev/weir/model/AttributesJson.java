package dev.weir.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** Attributes as a JSON object with sorted keys: the same attributes are the same text. */
final class AttributesJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AttributesJson() {}

    static String of(Map<String, String> attributes) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(attributes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings can always be written", e);
        }
    }
}
