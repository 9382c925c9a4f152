package dev.weir.launcher;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All of {@code *.googleapis.com} at one port of this machine, for clients whose host cannot be chosen: a proxy that leads
 * there, a certificate that they trust, and credentials for which they get a token.
 */
final class PlayedGoogle implements AutoCloseable {
    /** Whom the credentials stand for. */
    static final String ACCOUNT = "test@example.com";

    /** What the tokens begin with that they get; {@code @} and the millisecond follow in which they expire. */
    static final String TOKEN = "t";

    private static final Duration HOUR = Duration.ofHours(1);

    static final String PASSWORD = "changeit";
    private static final String ALIAS = "google";

    private final Path store;
    private final Path credentials;
    private final KeyStore keys;
    private final HttpServer tokens;
    private final ServerSocket proxy;
    private volatile Supplier<Answer> answer;
    private volatile Token latest = new Token(Instant.MIN, Instant.MIN);
    private volatile int port;

    /** To whoever asks for a token. */
    private record Answer(int status, String json) {}

    /** A token that was given to somebody. */
    record Token(Instant given, Instant expires) {}

    /** @param directory gets certificate and credentials */
    PlayedGoogle(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        store = directory.resolve("google.p12");
        makeKeys();
        keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/token", exchange -> {
            Answer now = answer.get();
            byte[] json = now.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(now.status(), json.length);
            exchange.getResponseBody().write(json);
            exchange.close();
        });
        grant(TOKEN);
        tokens.start();
        credentials = Files.writeString(
                directory.resolve("credentials.json"),
                new JsonMapper()
                        .writeValueAsString(Map.of(
                                "type",
                                "service_account",
                                "client_id",
                                "1",
                                "client_email",
                                ACCOUNT,
                                "private_key_id",
                                "1",
                                "private_key",
                                privateKey(),
                                "token_uri",
                                "http://localhost:" + tokens.getAddress().getPort() + "/token")));
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Key and certificate as a PKCS 12 file. */
    Path store() {
        return store;
    }

    /** What a server shows that is to be led to. */
    ServerCredentials certificate() throws IOException, GeneralSecurityException {
        return TlsServerCredentials.create(
                new ByteArrayInputStream(
                        pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded())
                                .getBytes(StandardCharsets.US_ASCII)),
                new ByteArrayInputStream(privateKey().getBytes(StandardCharsets.US_ASCII)));
    }

    /** From now on, all hosts are this port. */
    void leadTo(int port) {
        this.port = port;
    }

    /** From now on, whoever asks for a token gets one that begins like this and lives for an hour. */
    void grant(String token) {
        grant(token, HOUR);
    }

    /** From now on, whoever asks for a token gets one that begins like this. */
    void grant(String token, Duration lifetime) {
        answer = () -> {
            Instant now = Instant.now();
            latest = new Token(now, now.plus(lifetime));
            return new Answer(
                    200,
                    "{\"access_token\":\"" + token + "@" + latest.expires().toEpochMilli()
                            + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime.toSeconds() + "}");
        };
    }

    /** The token that was given last. */
    Token latest() {
        return latest;
    }

    /** From now on, whoever asks for a token is told why there is none. */
    void refuse(String why) {
        Answer refusal = new Answer(400, "{\"error\":\"invalid_grant\",\n\"error_description\":\"" + why + "\"}");
        answer = () -> refusal;
    }

    /** System properties of a client's process. */
    Map<String, String> properties() {
        return Map.of(
                "https.proxyHost",
                "localhost",
                "https.proxyPort",
                Integer.toString(proxy.getLocalPort()),
                "javax.net.ssl.trustStore",
                store.toString(),
                "javax.net.ssl.trustStorePassword",
                PASSWORD);
    }

    /** The environment of a client's process. */
    Map<String, String> environment() {
        return Map.of("GOOGLE_APPLICATION_CREDENTIALS", credentials.toString());
    }

    private void makeKeys() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-dname", "CN=googleapis.com"));
        command.addAll(List.of("-ext", "SAN=dns:*.googleapis.com", "-validity", "30", "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool cannot make " + store);
        }
    }

    private String privateKey() throws GeneralSecurityException {
        return pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + what
                + "-----\n";
    }

    private void accept() {
        while (!proxy.isClosed()) {
            try {
                Socket client = proxy.accept();
                daemon(() -> connect(client));
            } catch (IOException e) {
                // It was closed.
            }
        }
    }

    /** Answers {@code CONNECT host:port}, whatever the host. */
    private void connect(Socket client) {
        try {
            skipRequest(client.getInputStream());
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            daemon(() -> pump(client, server));
            pump(server, client);
        } catch (IOException e) {
            // It has hung up.
        }
    }

    private static void skipRequest(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            request.append((char) next);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
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
        proxy.close();
        tokens.stop(0);
    }
}
