package dev.weir.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** TLS before a plain port of this machine that speaks HTTP/2, with a certificate for localhost made for it. */
final class TlsFront implements AutoCloseable {
    static final String PASSWORD = "changeit";

    private final SSLServerSocket socket;
    private final Path store;

    private TlsFront(SSLServerSocket socket, Path store) {
        this.socket = socket;
        this.store = store;
    }

    /**
     * Opens one.
     *
     * @param directory gets the key store
     */
    static TlsFront open(Path directory, int plain) throws IOException, InterruptedException {
        Path store = directory.resolve("localhost.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new EmulatorException("keytool cannot make " + store);
        }
        SSLServerSocket socket;
        try {
            socket = listen(store);
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot read " + store, e);
        }
        daemon(() -> accept(socket, plain));
        return new TlsFront(socket, store);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Holds the certificate that clients must trust, with {@link #PASSWORD}. */
    Path store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static SSLServerSocket listen(Path store) throws GeneralSecurityException, IOException {
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
        return socket;
    }

    private static void accept(SSLServerSocket socket, int plain) {
        while (!socket.isClosed()) {
            try {
                Socket outer = socket.accept();
                Socket inner = new Socket(InetAddress.getLoopbackAddress(), plain);
                // What is small goes on at once, without waiting for what went before to be acknowledged.
                outer.setTcpNoDelay(true);
                inner.setTcpNoDelay(true);
                daemon(() -> pump(outer, inner));
                daemon(() -> pump(inner, outer));
            } catch (IOException e) {
                // It was closed, or the emulator is gone: whoever connects sees that.
            }
        }
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
}
