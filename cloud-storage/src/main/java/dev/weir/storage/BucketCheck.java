package dev.weir.storage;

import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a bucket is one for a warehouse: what it is set to, what whoever asks may do there, and whether that is so. */
public final class BucketCheck {
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORISED = 401;
    private static final int MISSING = 404;

    private final StorageEndpoint endpoint;
    private final BucketPath path;
    private final Optional<String> location;

    /** @param location the region of the jobs, if it is known */
    public BucketCheck(StorageEndpoint endpoint, BucketPath path, Optional<String> location) {
        this.endpoint = endpoint;
        this.path = path;
        this.location = location;
    }

    /** Asks, and tries. */
    public List<Finding> run() {
        Storage storage = endpoint.client();
        try {
            Optional<Bucket> bucket = described(storage);
            PermissionCheck permissions = PermissionCheck.of(storage, endpoint, path);
            List<Finding> found = new ArrayList<>();
            found.add(Finding.ok("bucket", path.bucketUri() + " is there"));
            found.addAll(permissions.findings());
            if (bucket.isEmpty()) {
                String why = "without " + PermissionCheck.DESCRIBE + " nobody knows what the bucket is set to";
                found.add(Finding.warn("settings", why, "see above, and check again"));
                found.add(WriteCheck.notTried(why + ", and so whether the object could be deleted"));
                return found;
            }
            SettingsJudge settings = new SettingsJudge(bucket.get(), path, location);
            found.addAll(settings.findings());
            found.addAll(new LifecycleJudge(bucket.get(), path).findings());
            found.add(write(storage, permissions, settings));
            return found;
        } catch (StorageException e) {
            return List.of(unreachable(e));
        }
    }

    /** What the bucket is set to; empty if whoever asks may not know. */
    private Optional<Bucket> described(Storage storage) {
        try {
            Bucket bucket = storage.get(path.bucket());
            if (bucket == null) {
                throw new StorageException(MISSING, "there is none of this name");
            }
            return Optional.of(bucket);
        } catch (StorageException e) {
            if (e.getCode() == FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Finding write(Storage storage, PermissionCheck permissions, SettingsJudge settings) {
        if (!permissions.letsWrite()) {
            return WriteCheck.notTried("permissions are missing");
        }
        return settings.letsDelete()
                ? new WriteCheck(storage, path).run()
                : WriteCheck.notTried("what is written could not be deleted again");
    }

    private Finding unreachable(StorageException e) {
        return Finding.fail(
                "bucket",
                path.bucketUri() + ": " + words(e),
                switch (e.getCode()) {
                    case MISSING ->
                        "mind the name, or make it: gcloud storage buckets create " + path.bucketUri() + " --location="
                                + location.orElse("REGION") + " --uniform-bucket-level-access";
                    case UNAUTHORISED -> "gcloud auth application-default login";
                    case FORBIDDEN ->
                        "gcloud storage buckets add-iam-policy-binding " + path.bucketUri() + " --member="
                                + endpoint.member().orElse("user:YOU") + " --role=roles/storage.bucketViewer";
                    default ->
                        "see what the service says; " + endpoint.root()
                                + " was asked, which fs.gs.storage.root.url names";
                });
    }

    /** What the service says, on one line; of a connection that failed, why. */
    static String words(StorageException e) {
        String said = e.getCause() == null || e.getCode() != 0
                ? e.getMessage()
                : e.getCause().toString();
        return String.valueOf(said).replaceAll("\\s+", " ").strip();
    }
}
