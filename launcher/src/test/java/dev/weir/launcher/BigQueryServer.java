package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * BigQuery's protocols on this machine: <a href="https://pypi.org/project/local-bigquery/">local-bigquery</a>, its REST
 * interface as it is and its gRPC one behind TLS, which the connector insists on. It is installed once, into a folder of
 * the project's.
 */
final class BigQueryServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Path HOME =
            Path.of("..", ".weir", "bigquery-emulator").toAbsolutePath().normalize();
    private static final String PASSWORD = "changeit";
    private static final List<String> EXTENSIONS = List.of("icu", "ducklake", "sqlite_scanner");

    private final Process process;
    private final SSLServerSocket front;
    private final int rest;

    private BigQueryServer(Process process, SSLServerSocket front, int rest) {
        this.process = process;
        this.front = front;
        this.rest = rest;
    }

    /** Starts one that is empty. */
    static BigQueryServer start(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        Path python = installed();
        int rest = freePort();
        int grpc = freePort();
        Process process = new ProcessBuilder(
                        python.resolveSibling("local-bigquery").toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(rest),
                        "--grpc-port",
                        String.valueOf(grpc),
                        "--project",
                        "acme",
                        "--data-dir",
                        directory.resolve("data").toString(),
                        "serve")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("bigquery.log").toFile())
                .start();
        SSLServerSocket front = front(directory, grpc);
        BigQueryServer server = new BigQueryServer(process, front, rest);
        server.awaitReady(directory.resolve("bigquery.log"));
        return server;
    }

    /** The connector's settings and the client's, of this process and of those that it starts. */
    void settings(java.util.function.BiConsumer<String, String> set) {
        set.accept("spark.datasource.bigquery.bigQueryHttpEndpoint", "http://localhost:" + rest);
        set.accept("spark.datasource.bigquery.bigQueryStorageGrpcEndpoint", "localhost:" + front.getLocalPort());
        set.accept("spark.datasource.bigquery.gcpAccessToken", "none");
        set.accept("spark.datasource.bigquery.parentProject", "acme");
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError("The emulator does not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://localhost:" + rest + "/bigquery/v2/projects/acme/datasets")
                            .toURL()
                            .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Its Python, installed anew where the lock has changed. */
    private static Path installed() throws IOException, InterruptedException {
        Path lock = Path.of("src/test/resources/bigquery-emulator.lock").toAbsolutePath();
        Path done = HOME.resolve("installed.lock");
        Path python = HOME.resolve("venv/bin/python");
        if (Files.exists(done) && Files.mismatch(lock, done) == -1) {
            return python;
        }
        Files.createDirectories(HOME);
        Files.deleteIfExists(done);
        run(newEnough(), "-m", "venv", "--clear", HOME.resolve("venv").toString());
        run(
                python.toString(),
                "-m",
                "pip",
                "install",
                "-q",
                "--disable-pip-version-check",
                "--no-deps",
                "-r",
                lock.toString());
        for (String extension : EXTENSIONS) {
            run(
                    python.toString(),
                    "-c",
                    "from duckdb_extensions import import_extension; import_extension('" + extension + "')");
        }
        Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
        return python;
    }

    private static String newEnough() throws IOException, InterruptedException {
        List<String> candidates = new ArrayList<>(List.of("python3", "python3.13", "python3.12", "python3.14"));
        Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (Files.isDirectory(pyenv)) {
            try (Stream<Path> versions = Files.list(pyenv)) {
                versions.map(version -> version.resolve("bin/python3").toString())
                        .forEach(candidates::add);
            }
        }
        for (String candidate : candidates) {
            try {
                Process process = new ProcessBuilder(
                                candidate, "-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() == 0) {
                    return candidate;
                }
            } catch (IOException missing) {
                // The next one may be there.
            }
        }
        return abort("Python 3.12 or newer is missing: BigQuery's emulator needs it");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path log = HOME.resolve("install.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        assertThat(ended && process.exitValue() == 0)
                .as(Arrays.toString(command) + ": " + Files.readString(log))
                .isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** TLS before a plain port, with a certificate for localhost that this process and its children trust. */
    private static SSLServerSocket front(Path directory, int plain)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("localhost.p12");
        Process keytool = new ProcessBuilder((Path.of(System.getProperty("java.home"), "bin", "keytool")
                                + " -genkeypair -alias localhost -keyalg RSA -dname CN=localhost -ext SAN=dns:localhost"
                                + " -validity 30 -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + store)
                        .split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        daemon(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket outer = socket.accept();
                    Socket inner = new Socket(InetAddress.getLoopbackAddress(), plain);
                    daemon(() -> pump(outer, inner));
                    daemon(() -> pump(inner, outer));
                } catch (IOException e) {
                    // It was closed, or the emulator is gone: whoever connects sees that.
                }
            }
        });
        return socket;
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // One side has hung up, and so does the other.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        front.close();
        process.destroyForcibly().onExit().join();
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
    }
}
