package dev.weir.launcher;

import static org.junit.jupiter.api.Assumptions.abort;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import dev.weir.bigquery.DatasetName;
import dev.weir.dataset.BigQueryDataset;
import dev.weir.emulators.BigQueryEmulator;
import dev.weir.emulators.EmulatorException;
import dev.weir.warehouse.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** BigQuery's emulator, with marked rows refused, found by this process, its session and its children until it is closed. */
final class LocalBigQuery implements AutoCloseable {
    private final BigQueryEmulator emulator;
    private final RefusingBigQuery refusing;
    private final Map<String, String> properties;

    private LocalBigQuery(BigQueryEmulator emulator, RefusingBigQuery refusing) {
        this.emulator = emulator;
        this.refusing = refusing;
        this.properties = new HashMap<>(emulator.properties());
        this.properties.putAll(refusing.properties());
    }

    /** Starts one; leaves the tests out where what it needs is missing. */
    static LocalBigQuery start(Path directory) throws Exception {
        try {
            BigQueryEmulator emulator = BigQueryEmulator.start(directory);
            LocalBigQuery started = new LocalBigQuery(emulator, RefusingBigQuery.before(emulator));
            started.properties.forEach(System::setProperty);
            started.properties.forEach(Sessions.start("tests").conf()::set);
            return started;
        } catch (EmulatorException missing) {
            return abort(missing.getMessage());
        }
    }

    /** A client of its own. */
    BigQuery client() {
        return BigQueryOptions.newBuilder()
                .setProjectId(BigQueryEmulator.PROJECT)
                .setHost(emulator.endpoint())
                .setCredentials(GoogleCredentials.create(new AccessToken("none", null)))
                .build()
                .getService();
    }

    /** Makes what is missing of a data set's tables, without views; returns what was done. */
    static List<String> initTables(String dataset) {
        return BigQueryDataset.open(DatasetName.parse(dataset)).init("EU", Map.of(), OptionalInt.empty());
    }

    @Override
    public void close() throws IOException {
        properties.keySet().forEach(System::clearProperty);
        refusing.close();
        emulator.close();
    }
}
