package dev.weir.emulators;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One request of Cloud Storage's JSON interface, alone or out of a batch, and its answer.
 *
 * @param path as sent: names are percent-encoded, so that none has a slash
 * @param query as sent; empty for none
 * @param status of HTTP
 */
record StorageRequest(String method, String path, String query, int status) {
    private static final int FIRST_REFUSAL = 400;
    private static final String NAME = "name=";
    private static final String MOVE = "/moveTo/o/";

    /** An upload of which more is to come. */
    private static final int INCOMPLETE = 308;

    /**
     * All that were asked by a request of HTTP: itself, or the parts of a batch, answered in their order.
     *
     * @see <a href="https://cloud.google.com/storage/docs/batch">a batch's format</a>
     */
    static List<StorageRequest> of(String method, URI asked, byte[] body, HttpResponse<byte[]> answer) {
        if (!isBatch(asked)) {
            return List.of(of(method, asked, answer.statusCode()));
        }
        List<String[]> lines = words(body).stream()
                .filter(words -> words.length >= 2 && words[1].contains("/storage/v1/"))
                .toList();
        List<String[]> answers = words(answer.body()).stream()
                .filter(words -> words.length >= 2 && words[0].startsWith("HTTP/"))
                .toList();
        List<StorageRequest> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(lines.size(), answers.size()); i++) {
            parts.add(of(lines.get(i)[0], URI.create(lines.get(i)[1]), Integer.parseInt(answers.get(i)[1])));
        }
        return parts;
    }

    private static StorageRequest of(String method, URI asked, int status) {
        return new StorageRequest(
                method, asked.getRawPath(), asked.getRawQuery() == null ? "" : asked.getRawQuery(), status);
    }

    static boolean isBatch(URI asked) {
        return asked.getRawPath().startsWith("/batch/");
    }

    private static List<String[]> words(byte[] body) {
        return Arrays.stream(new String(body, StandardCharsets.ISO_8859_1).split("\r?\n"))
                .map(line -> line.split(" "))
                .toList();
    }

    /** What was done by it; empty if it was refused, or is a part of something. */
    Optional<StorageOperation> done() {
        return succeeded() ? StorageOperation.of(method, path, query) : Optional.empty();
    }

    private boolean succeeded() {
        return status < FIRST_REFUSAL && status != INCOMPLETE;
    }

    /** The name of the object that it uploads; empty if that is not said in its query. */
    Optional<String> uploaded() {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.startsWith(NAME))
                .map(parameter -> URLDecoder.decode(parameter.substring(NAME.length()), StandardCharsets.UTF_8))
                .findFirst();
    }

    /** The path of the object that was <a href="https://cloud.google.com/storage/docs/json_api/v1/objects/move">moved</a>. */
    Optional<String> moved() {
        int move = path.indexOf(MOVE);
        return succeeded() && move >= 0 ? Optional.of(path.substring(0, move)) : Optional.empty();
    }

    /** Requests, in whose paths moves within a bucket have become copies. */
    static String copying(String requests) {
        StringBuilder copying = new StringBuilder(requests);
        for (int move = copying.indexOf(MOVE); move >= 0; move = copying.indexOf(MOVE, move)) {
            int bucket = copying.lastIndexOf("/b/", move);
            String place = copying.substring(bucket, copying.indexOf("/", bucket + 3));
            copying.replace(move, move + MOVE.length(), "/copyTo" + place + "/o/");
        }
        return copying.toString();
    }
}
