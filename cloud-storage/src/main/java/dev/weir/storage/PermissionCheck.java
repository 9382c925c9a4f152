package dev.weir.storage;

import com.google.cloud.storage.Storage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What whoever asks may do, as {@code testIamPermissions} says it. */
final class PermissionCheck {
    static final String DESCRIBE = "storage.buckets.get";

    /** Without these, what is written cannot be looked at and taken away again. */
    private static final Set<String> WRITE =
            Set.of("storage.objects.create", "storage.objects.get", "storage.objects.delete");

    private static final List<String> NEEDED = List.of(
            "storage.objects.create",
            "storage.objects.get",
            "storage.objects.list",
            "storage.objects.delete",
            DESCRIBE);

    private final BucketPath path;
    private final String member;
    private final Set<String> missing;

    private PermissionCheck(BucketPath path, String member, Set<String> missing) {
        this.path = path;
        this.member = member;
        this.missing = missing;
    }

    /** Asks. */
    static PermissionCheck of(Storage storage, StorageEndpoint endpoint, BucketPath path) {
        List<Boolean> granted = storage.testIamPermissions(path.bucket(), NEEDED);
        Set<String> missing = new LinkedHashSet<>();
        for (int i = 0; i < NEEDED.size(); i++) {
            if (!granted.get(i)) {
                missing.add(NEEDED.get(i));
            }
        }
        return new PermissionCheck(
                path, missing.isEmpty() ? "" : endpoint.member().orElse("user:YOU"), missing);
    }

    List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        for (String permission : NEEDED) {
            found.add(
                    missing.contains(permission)
                            ? Finding.fail(permission, "it is missing", grant(permission))
                            : Finding.ok(permission, "granted"));
        }
        return found;
    }

    private String grant(String permission) {
        String role = permission.equals(DESCRIBE) ? "roles/storage.bucketViewer" : "roles/storage.objectUser";
        return "gcloud storage buckets add-iam-policy-binding " + path.bucketUri() + " --member=" + member + " --role="
                + role;
    }

    boolean letsWrite() {
        return WRITE.stream().noneMatch(missing::contains);
    }
}
