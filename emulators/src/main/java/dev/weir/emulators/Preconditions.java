package dev.weir.emulators;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the first request of a
 * <a href="https://cloud.google.com/storage/docs/performing-resumable-uploads">resumable upload</a> demands of the object that
 * the last one makes: <a href="https://cloud.google.com/storage/docs/request-preconditions">a generation</a>, 0 for none. The
 * server behind forgets it in between, so that of two who create one object both would win.
 */
final class Preconditions {
    static final int FAILED = 412;

    /** As the service says it. */
    static final byte[] FAILURE =
            ("{\"error\":{\"code\":412,\"message\":\"At least one of the pre-conditions you specified"
                            + " did not hold.\",\"errors\":[{\"domain\":\"global\",\"reason\":\"conditionNotMet\",\"message\":\"At least"
                            + " one of the pre-conditions you specified did not hold.\"}]}}")
                    .getBytes(StandardCharsets.UTF_8);

    /** Clients may say {@code /resumable} before it. */
    private static final String UPLOAD = "/upload/storage/v1/b/";

    private final Map<String, Precondition> uploads = new ConcurrentHashMap<>();

    /**
     * What an upload demands.
     *
     * @param object where it is downloaded
     * @param generation that it must have; 0 if it must not be there
     */
    record Precondition(String object, long generation) {}

    static boolean isUpload(URI request) {
        return request.getRawPath().contains(UPLOAD);
    }

    /** The id of the resumable upload that a request goes on with. */
    static Optional<String> upload(URI request) {
        return parameter(request, "upload_id");
    }

    /**
     * Remembers what a first request demanded.
     *
     * @param location where the upload goes on, as the answer said
     */
    void remember(URI request, URI location) {
        parameter(request, "ifGenerationMatch").ifPresent(generation -> {
            String path = request.getRawPath();
            int bucketAt = path.indexOf(UPLOAD) + UPLOAD.length();
            String bucket = path.substring(bucketAt, path.indexOf('/', bucketAt));
            String name = parameter(location, "name").orElseThrow();
            uploads.put(
                    upload(location).orElseThrow(),
                    new Precondition(
                            "/storage/v1/b/" + bucket + "/o/" + name.replace("/", "%2F") + "?alt=media",
                            Long.parseLong(generation)));
        });
    }

    /** What the upload demands that a request goes on with. */
    Optional<Precondition> of(URI request) {
        return upload(request).map(uploads::get);
    }

    /** @param actual the object's generation now, if it is there */
    static boolean holds(Precondition precondition, OptionalLong actual) {
        return precondition.generation() == actual.orElse(0);
    }

    private static Optional<String> parameter(URI uri, String name) {
        return Optional.ofNullable(uri.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .findFirst();
    }
}
