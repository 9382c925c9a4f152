package dev.weir.storage;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.ServiceAccountSigner;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import dev.weir.warehouse.WarehouseException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Where Cloud Storage answers, and as whom it is asked: what Hadoop's connector is told, so that there is one place to say it.
 *
 * @param root without a slash at its end
 * @param credentials {@link NoCredentials} for an emulator, else Application Default Credentials
 */
public record StorageEndpoint(String root, Credentials credentials) {
    private static final String ROOT = "fs.gs.storage.root.url";
    private static final String GOOGLE = "https://storage.googleapis.com/";

    /** How connectors from 3.0 on are told that nobody is asked for credentials, and how those before. */
    private static final String TYPE = "fs.gs.auth.type";

    private static final String ANONYMOUS = "UNAUTHENTICATED";
    private static final String ANONYMOUS_BEFORE = "fs.gs.auth.null.enable";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public StorageEndpoint {
        Objects.requireNonNull(root);
        Objects.requireNonNull(credentials);
    }

    /**
     * What Hadoop is told.
     *
     * @throws WarehouseException if credentials are needed and there are none
     */
    public static StorageEndpoint of(Configuration hadoop) {
        String root = hadoop.getTrimmed(ROOT, GOOGLE);
        return new StorageEndpoint(
                root.endsWith("/") ? root.substring(0, root.length() - 1) : root,
                isAnonymous(hadoop) ? NoCredentials.getInstance() : applicationDefault());
    }

    private static boolean isAnonymous(Configuration hadoop) {
        return hadoop.getTrimmed(TYPE, "").equalsIgnoreCase(ANONYMOUS) || hadoop.getBoolean(ANONYMOUS_BEFORE, false);
    }

    private static Credentials applicationDefault() {
        try {
            return GoogleCredentials.getApplicationDefault();
        } catch (IOException e) {
            throw new WarehouseException(
                    "Cannot ask Cloud Storage: no credentials were found; run `gcloud auth application-default login`, or name"
                            + " a key file in GOOGLE_APPLICATION_CREDENTIALS",
                    e);
        }
    }

    /** A client. Everything that Weir asks by it may be asked again. */
    public Storage client() {
        return StorageOptions.http()
                .setHost(root)
                .setCredentials(credentials)
                .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy())
                .setRetrySettings(RetrySettings.newBuilder()
                        .setInitialRetryDelayDuration(Duration.ofMillis(200))
                        .setRetryDelayMultiplier(2)
                        .setMaxRetryDelayDuration(Duration.ofSeconds(5))
                        .setMaxAttempts(6)
                        .setTotalTimeoutDuration(PATIENCE)
                        .build())
                .build()
                .getService();
    }

    /** Who is asked for, as IAM names members; empty for people, whom their credentials do not name. */
    public Optional<String> member() {
        return credentials instanceof ServiceAccountSigner account
                ? Optional.of("serviceAccount:" + account.getAccount())
                : Optional.empty();
    }
}
