package dev.weir.storage;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes an object as the ledger makes its entries, if and only if there is none; sees that nobody could make it again; and takes
 * it away.
 */
final class WriteCheck {
    private static final String CHECK = "write, refuse, read, delete";
    private static final int REFUSED = 412;

    private final Storage storage;
    private final BlobId object;
    private final byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

    WriteCheck(Storage storage, BucketPath path) {
        this.storage = storage;
        // A directory that a stream reads may be there, too: it leaves out such names.
        this.object = BlobId.of(path.bucket(), path.prefix() + ".weir-check-" + UUID.randomUUID());
    }

    /** A check that is not tried. */
    static Finding notTried(String why) {
        return Finding.warn(CHECK, "not tried: " + why, "see above, and check again");
    }

    Finding run() {
        Optional<Finding> failure;
        try {
            failure = tried();
        } catch (StorageException e) {
            failure = Optional.of(Finding.fail(
                    CHECK, object.toGsUtilUri() + ": " + BucketCheck.words(e), "see what the service says"));
        }
        Optional<Finding> left = removed();
        return failure.or(() -> left)
                .orElseGet(() -> Finding.ok(CHECK, "an object is made once, read as it was written, and gone again"));
    }

    private Optional<Finding> tried() {
        if (isRefused(content) && !holds()) {
            return Optional.of(
                    Finding.fail(CHECK, "the first to make " + object.toGsUtilUri() + " is refused", "check again"));
        }
        if (!isRefused("another".getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(Finding.fail(
                    CHECK,
                    "a second " + object.toGsUtilUri() + " took the place of the first: what answers at this address"
                            + " keeps no generation preconditions, and two writers of a ledger would lose entries",
                    "look at fs.gs.storage.root.url"));
        }
        return holds()
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        CHECK, object.toGsUtilUri() + " has another content than was written", "check again"));
    }

    /** Whether an object is refused because it is there. */
    private boolean isRefused(byte[] bytes) {
        try {
            storage.create(BlobInfo.newBuilder(object).build(), bytes, Storage.BlobTargetOption.doesNotExist());
            return false;
        } catch (StorageException e) {
            if (e.getCode() == REFUSED) {
                return true;
            }
            throw e;
        }
    }

    /** Also how it is known that an object is this one's, where the answer to its making was lost, and it was made again. */
    private boolean holds() {
        Blob made = storage.get(object);
        return made != null && Arrays.equals(content, storage.readAllBytes(object));
    }

    private Optional<Finding> removed() {
        try {
            storage.delete(object);
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(Finding.fail(
                    CHECK,
                    object.toGsUtilUri() + " cannot be deleted: " + BucketCheck.words(e),
                    "gcloud storage rm " + object.toGsUtilUri()));
        }
    }
}
