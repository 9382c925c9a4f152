package dev.weir.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What the ledger says, as JSON in a file: instants and days in ISO 8601. A field that is unknown is an error. */
final class LedgerJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LedgerJson() {}

    /** The one line of a file that says it. */
    static Iterator<String> lines(Object said) throws JsonProcessingException {
        return List.of(JSON.writeValueAsString(said)).iterator();
    }

    /**
     * Reads a file.
     *
     * @param what it is, for the message
     * @throws WarehouseException if it is damaged or a newer version's
     * @throws IOException if it cannot be read
     */
    static <T> T read(FileSystem files, Path path, Class<T> type, String what) throws IOException {
        try (InputStream in = files.open(path)) {
            T said = JSON.readValue(new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
            if (said == null) {
                throw unreadable(path, what, "it is null", null);
            }
            return said;
        } catch (JsonProcessingException e) {
            throw unreadable(path, what, e.getOriginalMessage(), e);
        }
    }

    private static WarehouseException unreadable(Path path, String what, String why, Throwable cause) {
        return new WarehouseException(
                "Cannot read " + what + " " + path + ": " + why
                        + "; it is damaged (restore it from a backup) or from a newer version of Weir (upgrade)",
                cause);
    }
}
