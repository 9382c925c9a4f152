package dev.weir.emulators;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server that a {@link StorageFront} stands before. It is asked in words that it knows: it has no moves, and no largest page
 * of names. All that it does for somebody is counted.
 */
final class StorageServer {
    /** The service gives no more names at once, <a href="https://cloud.google.com/storage/docs/json_api/v1/objects/list">whatever is asked for</a>. */
    private static final int PAGE = 1000;

    private static final String MOST = "maxResults=";

    /** What the two sides of a front say to each other, not to the one behind. */
    static final Set<String> HOP_BY_HOP = Set.of(
            "connection", "content-length", "date", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String root;
    private final StorageMeter meter;

    /** @param root where it answers, without a slash at the end */
    StorageServer(String root, StorageMeter meter) {
        this.root = root;
        this.meter = meter;
    }

    /** Where it answers, without a slash at the end. */
    String root() {
        return root;
    }

    URI at(String pathAndQuery) {
        return URI.create(root + pathAndQuery);
    }

    /**
     * Asks it for somebody.
     *
     * @param asked path and query, as sent
     */
    HttpResponse<byte[]> ask(String method, URI asked, Headers headers, byte[] body)
            throws IOException, InterruptedException {
        byte[] known = StorageRequest.isBatch(asked)
                ? StorageRequest.copying(new String(body, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1)
                : body;
        HttpRequest.Builder request = HttpRequest.newBuilder(at(StorageRequest.copying(paged(method, asked))))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(known));
        headers.forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        for (StorageRequest done : StorageRequest.of(method, asked, body, response)) {
            meter.count(done);
            if (done.moved().isPresent()) {
                // It has copied.
                client.send(
                        HttpRequest.newBuilder(at(done.moved().get())).DELETE().build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
        return response;
    }

    private static String paged(String method, URI asked) {
        boolean lists = StorageOperation.of(method, asked.getRawPath(), asked.getRawQuery())
                .filter(StorageOperation.LIST::equals)
                .isPresent();
        if (!lists) {
            return asked.toString();
        }
        String[] parameters = (asked.getRawQuery() == null ? "" : asked.getRawQuery()).split("&");
        int most = Arrays.stream(parameters)
                .filter(parameter -> parameter.startsWith(MOST))
                .mapToInt(parameter -> Integer.parseInt(parameter.substring(MOST.length())))
                .filter(wanted -> wanted < PAGE)
                .findFirst()
                .orElse(PAGE);
        return Stream.concat(
                        Arrays.stream(parameters).filter(parameter -> !parameter.startsWith(MOST)),
                        Stream.of(MOST + most))
                .filter(parameter -> !parameter.isEmpty())
                .collect(Collectors.joining("&", asked.getRawPath() + "?", ""));
    }

    /**
     * The generation of an object; nobody asked for it, so it is not counted.
     *
     * @param object where it is downloaded
     * @return empty if it is not there
     */
    OptionalLong generation(String object) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(object)).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValueAsLong("x-goog-generation");
    }

    /** What it says of a bucket; nobody asked for it, so it is not counted. */
    HttpResponse<byte[]> bucket(String name) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(at("/storage/v1/b/" + name)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Makes a bucket. */
    void createBucket(String project, String name) throws IOException, InterruptedException {
        HttpResponse<String> made = client.send(
                HttpRequest.newBuilder(at("/storage/v1/b?project=" + project))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (made.statusCode() != 200) {
            throw new IOException("Cannot make bucket " + name + ": " + made.body());
        }
    }
}
