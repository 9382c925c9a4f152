package dev.weir.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a warehouse is in Cloud Storage.
 *
 * @param path without slashes at its ends; empty for the bucket itself
 */
public record BucketPath(String bucket, String path) {
    private static final String SCHEME = "gs://";

    public BucketPath {
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(path);
        if (bucket.isEmpty() || bucket.contains("/") || path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException(
                    "Invalid bucket: " + SCHEME + bucket + "/" + path + ", must be gs://BUCKET or gs://BUCKET/PATH");
        }
    }

    /** A path as users write it; empty if it is on another file system. */
    public static Optional<BucketPath> of(String written) {
        if (!written.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String rest = written.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        int end = rest.length();
        while (end > slash + 1 && rest.charAt(end - 1) == '/') {
            end--;
        }
        return Optional.of(
                slash < 0
                        ? new BucketPath(rest, "")
                        : new BucketPath(rest.substring(0, slash), rest.substring(slash + 1, end)));
    }

    /** How the names of all objects below it begin. */
    public String prefix() {
        return path.isEmpty() ? "" : path + "/";
    }

    /** The bucket as users write it. */
    public String bucketUri() {
        return SCHEME + bucket;
    }

    @Override
    public String toString() {
        return path.isEmpty() ? bucketUri() : bucketUri() + "/" + path;
    }
}
