package dev.weir.emulators;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What buckets are set to, and who may do what in them: the server has one setting for all, and asks nobody who they are.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/buckets">a bucket's settings</a>
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/buckets/testIamPermissions">permissions</a>
 */
final class DescribedBuckets {
    static final int FORBIDDEN = 403;

    private static final String VERSION = "/v1/b/";
    private static final String PERMISSIONS = "permissions=";

    private final Map<String, String> resources = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> withheld = new ConcurrentHashMap<>();

    /** From now on a bucket is what the service says of it. */
    void describe(String bucket, String resource) {
        resources.put(bucket, resource);
    }

    /** From now on nobody has these permissions in a bucket, and all have all others. */
    void withhold(String bucket, Set<String> permissions) {
        withheld.put(bucket, Set.copyOf(permissions));
    }

    /** What the service says of a bucket, if that is asked for and was given. */
    Optional<String> description(String method, URI asked) {
        List<String> names = names(asked);
        return method.equals("GET") && names.size() == 1
                ? Optional.ofNullable(resources.get(names.get(0)))
                : Optional.empty();
    }

    /** The bucket of which it is asked who may do what. */
    Optional<String> tested(URI asked) {
        List<String> names = names(asked);
        return names.size() == 3 && names.get(2).equals("testPermissions")
                ? Optional.of(names.get(0))
                : Optional.empty();
    }

    /** Of the permissions that are asked for, those that there are. */
    String granted(String bucket, URI asked) {
        return Arrays.stream(asked.getRawQuery().split("&"))
                .filter(parameter -> parameter.startsWith(PERMISSIONS))
                .map(parameter -> URLDecoder.decode(parameter.substring(PERMISSIONS.length()), StandardCharsets.UTF_8))
                .filter(permission -> !isWithheld(bucket, permission))
                .map(permission -> "\"" + permission + "\"")
                .collect(Collectors.joining(
                        ",", "{\"kind\":\"storage#testIamPermissionsResponse\",\"permissions\":[", "]}"));
    }

    /** How the service refuses what may not be done. */
    Optional<String> refusal(String method, URI asked) {
        List<String> names = names(asked);
        return names.isEmpty()
                ? Optional.empty()
                : needed(method, asked, names)
                        .filter(permission -> isWithheld(names.get(0), permission))
                        .map(permission -> "{\"error\":{\"code\":403,\"message\":\"The caller does not have "
                                + permission
                                + " access to the Google Cloud Storage bucket.\",\"errors\":[{\"domain\":\"global\","
                                + "\"reason\":\"forbidden\",\"message\":\"The caller does not have " + permission
                                + " access to the Google Cloud Storage bucket.\"}]}}");
    }

    private boolean isWithheld(String bucket, String permission) {
        return withheld.getOrDefault(bucket, Set.of()).contains(permission);
    }

    private static Optional<String> needed(String method, URI asked, List<String> names) {
        if (Preconditions.isUpload(asked)) {
            return Optional.of("storage.objects.create");
        }
        return switch (method) {
            case "GET" ->
                switch (names.size()) {
                    case 1 -> Optional.of("storage.buckets.get");
                    case 2 -> Optional.of("storage.objects.list");
                    default -> Optional.of("storage.objects.get");
                };
            case "DELETE" -> Optional.of("storage.objects.delete");
            default -> Optional.empty();
        };
    }

    /** The bucket and what follows it, such as {@code o} and an object's name. */
    private static List<String> names(URI asked) {
        String path = asked.getRawPath();
        int at = path.indexOf(VERSION);
        return at < 0
                ? List.of()
                : List.of(path.substring(at + VERSION.length()).split("/"));
    }
}
