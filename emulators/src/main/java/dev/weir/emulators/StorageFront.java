package dev.weir.emulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers for a {@link StorageServer} as the service would: refuses and delays as under load, keeps {@link Preconditions}, says
 * what {@link DescribedBuckets} are and who may do what there, and <a href="https://cloud.google.com/storage/docs/performing-resumable-uploads#status-check">how far an upload is</a>,
 * which the server takes for an empty object.
 */
final class StorageFront implements HttpHandler {
    private static final int INCOMPLETE = 308;

    /**
     * What newer connectors ask about a bucket before they rename in it, and the server does not know:
     * <a href="https://cloud.google.com/storage/docs/json_api/v1/buckets/getStorageLayout">its layout</a>.
     */
    private static final byte[] FLAT =
            "{\"kind\":\"storage#storageLayout\",\"hierarchicalNamespace\":{\"enabled\":false}}"
                    .getBytes(StandardCharsets.UTF_8);

    private final String root;
    private final StorageServer server;
    private final Troubles troubles;
    private final DescribedBuckets buckets;
    private final Map<String, HttpResponse<byte[]>> uploaded = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final Preconditions preconditions = new Preconditions();

    /** Held while an object is made, so that none is made between a precondition's check and what it allows. */
    private final Lock making = new ReentrantLock();

    /** @param root where this answers, without a slash at the end */
    StorageFront(String root, StorageServer server, Troubles troubles, DescribedBuckets buckets) {
        this.root = root;
        this.server = server;
        this.troubles = troubles;
        this.buckets = buckets;
    }

    /** How many requests of HTTP came so far; a batch is one. */
    long requests() {
        return requests.get();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Troubles.Trouble trouble = troubles.next();
            if (trouble.refused()) {
                send(exchange, trouble.status(), trouble.text().getBytes(StandardCharsets.UTF_8));
                return;
            }
            Thread.sleep(trouble.delay().toMillis());
            answer(exchange, body, trouble);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body, Troubles.Trouble trouble)
            throws IOException, InterruptedException {
        URI asked = exchange.getRequestURI();
        if (asked.getRawPath().endsWith("/storageLayout")) {
            send(exchange, 200, FLAT);
            return;
        }
        Optional<String> tested = buckets.tested(asked);
        if (tested.isPresent()) {
            HttpResponse<byte[]> bucket = server.bucket(tested.get());
            if (bucket.statusCode() == 200) {
                send(exchange, 200, buckets.granted(tested.get(), asked).getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, bucket);
            }
            return;
        }
        Optional<String> refusal = buckets.refusal(exchange.getRequestMethod(), asked);
        if (refusal.isPresent()) {
            send(exchange, DescribedBuckets.FORBIDDEN, refusal.get().getBytes(StandardCharsets.UTF_8));
            return;
        }
        Optional<String> description = buckets.description(exchange.getRequestMethod(), asked);
        if (description.isPresent()) {
            send(exchange, 200, description.get().getBytes(StandardCharsets.UTF_8));
            return;
        }
        boolean puts = exchange.getRequestMethod().equals("PUT");
        Optional<String> upload = Preconditions.upload(asked).filter(id -> puts);
        Optional<HttpResponse<byte[]>> done = upload.map(uploaded::get);
        if (done.isPresent()) {
            send(exchange, done.get());
            return;
        }
        if (upload.isPresent() && asksHowFar(exchange)) {
            send(exchange, INCOMPLETE, new byte[0]);
            return;
        }
        Optional<HttpResponse<byte[]>> answered =
                Preconditions.isUpload(asked) ? make(exchange, body) : Optional.of(ask(exchange, body));
        if (answered.isEmpty()) {
            send(exchange, Preconditions.FAILED, Preconditions.FAILURE);
            return;
        }
        HttpResponse<byte[]> response = answered.get();
        if (upload.isPresent() && response.statusCode() == 200) {
            uploaded.put(upload.get(), response);
            if (trouble.answerIsLost()) {
                send(exchange, trouble.status(), trouble.text().getBytes(StandardCharsets.UTF_8));
                return;
            }
        }
        send(exchange, response);
    }

    /** Asks for what begins, goes on with or ends an upload, unless a precondition forbids that it ends. */
    private Optional<HttpResponse<byte[]>> make(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        making.lock();
        try {
            Optional<Preconditions.Precondition> demanded = preconditions.of(exchange.getRequestURI());
            if (demanded.isPresent()
                    && ends(exchange)
                    && !Preconditions.holds(
                            demanded.get(), server.generation(demanded.get().object()))) {
                return Optional.empty();
            }
            HttpResponse<byte[]> response = ask(exchange, body);
            if (exchange.getRequestMethod().equals("POST")) {
                response.headers()
                        .firstValue("location")
                        .ifPresent(location -> preconditions.remember(exchange.getRequestURI(), URI.create(location)));
            }
            return Optional.of(response);
        } finally {
            making.unlock();
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        return server.ask(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
    }

    /** Whether a request of an upload says how long the whole is: such a one is its last. */
    private static boolean ends(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        return range == null || !range.endsWith("/*");
    }

    private static boolean asksHowFar(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        return range != null && range.startsWith("bytes */");
    }

    private void send(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!StorageServer.HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                // An upload goes on where it is told to: here, not past this front.
                values.forEach(value -> exchange.getResponseHeaders()
                        .add(
                                name,
                                value.startsWith(server.root())
                                        ? root + value.substring(server.root().length())
                                        : value));
            }
        });
        send(exchange, response.statusCode(), response.body());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
