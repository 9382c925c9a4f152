package dev.weir.emulators;

import java.util.List;
import java.util.Optional;

/**
 * What a request asks of Cloud Storage, and how that is <a href="https://cloud.google.com/storage/pricing#operations-by-class">
 * billed</a>.
 */
public enum StorageOperation {
    /** An object, or a bucket, is made; by a resumable upload when that is complete. */
    INSERT(Billing.CLASS_A),
    /** A page of names. */
    LIST(Billing.CLASS_A),
    /** An object is made of others: rewrite, copy, move and compose. */
    REWRITE(Billing.CLASS_A),
    /** What is said about an object changes. */
    UPDATE(Billing.CLASS_A),
    /** An object, or what is said about one, is read. */
    GET(Billing.CLASS_B),
    DELETE(Billing.FREE);

    /** A class of operations, which has a price. */
    public enum Billing {
        CLASS_A,
        CLASS_B,
        FREE
    }

    private static final String VERSION = "/v1/";
    private static final List<String> REWRITES = List.of("rewriteTo", "copyTo", "moveTo", "compose");

    private final Billing billing;

    StorageOperation(Billing billing) {
        this.billing = billing;
    }

    /** How it is billed, where it succeeds. */
    public Billing billing() {
        return billing;
    }

    /**
     * The operation of a request of the <a href="https://cloud.google.com/storage/docs/json_api/v1">JSON interface</a>.
     *
     * @param path as sent: names are percent-encoded, so that none has a slash
     * @param query as sent; null for none
     * @return empty for what is none by itself: the beginning of a resumable upload, a batch
     */
    static Optional<StorageOperation> of(String method, String path, String query) {
        if (path.startsWith("/batch/")) {
            return Optional.empty();
        }
        List<String> names =
                List.of(path.substring(path.indexOf(VERSION) + VERSION.length()).split("/"));
        return switch (method) {
            case "DELETE" -> Optional.of(DELETE);
            case "PATCH" -> Optional.of(UPDATE);
            // b, b/BUCKET, b/BUCKET/o, b/BUCKET/o/OBJECT: what is there, and one of it.
            case "GET", "HEAD" -> Optional.of(names.size() % 2 == 1 && !names.contains("storageLayout") ? LIST : GET);
            case "PUT" -> Optional.of(path.contains("/upload/") ? INSERT : UPDATE);
            case "POST" -> posted(names, query == null ? "" : query);
            default -> Optional.empty();
        };
    }

    private static Optional<StorageOperation> posted(List<String> names, String query) {
        if (query.contains("uploadType=resumable")) {
            return Optional.empty();
        }
        return Optional.of(names.stream().anyMatch(REWRITES::contains) ? REWRITE : INSERT);
    }
}
