package dev.weir.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Settings as the one line of JSON that is handed to the model's functions. */
final class SettingsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SettingsJson() {}

    static String write(ModelSettings settings) {
        try {
            return JSON.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write settings: " + e.getOriginalMessage(), e);
        }
    }

    static ModelSettings read(String json) {
        try {
            return JSON.readValue(json, ModelSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot read settings: " + e.getOriginalMessage(), e);
        }
    }
}
