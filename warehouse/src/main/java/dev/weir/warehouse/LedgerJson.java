package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** What the ledger says, as one line of JSON: instants and days in ISO 8601. A field that is unknown is an error. */
final class LedgerJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LedgerJson() {}

    /** The line that says it. */
    static String line(Object said) throws JsonProcessingException {
        return JSON.writeValueAsString(said);
    }

    /** What a line says. */
    static <T> T parse(String line, Class<T> type) throws JsonProcessingException {
        T said = JSON.readValue(line, type);
        if (said == null) {
            throw JsonMappingException.from((com.fasterxml.jackson.core.JsonParser) null, "it is null");
        }
        return said;
    }

    /**
     * Says that a file is damaged, or a newer version's.
     *
     * @param what it is
     */
    static WarehouseException unreadable(String path, String what, JsonProcessingException why) {
        return new WarehouseException(
                "Cannot read " + what + " " + path + ": " + why.getOriginalMessage()
                        + "; it is damaged (restore it from a backup) or from a newer version of Weir (upgrade)",
                why);
    }
}
