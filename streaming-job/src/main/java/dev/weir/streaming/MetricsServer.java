package dev.weir.streaming;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers those who scrape {@code /metrics}. */
final class MetricsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);

    private final HTTPServer server;

    private MetricsServer(HTTPServer server) {
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @throws IOException if it cannot listen there
     */
    static MetricsServer start(HostAndPort address, StreamMetrics metrics) throws IOException {
        try {
            HTTPServer server = HTTPServer.builder()
                    .hostname(address.host())
                    .port(address.port())
                    .registry(metrics.registry())
                    .buildAndStart();
            LOG.info("Metrics at http://{}:{}/metrics", address.host(), server.getPort());
            return new MetricsServer(server);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot listen on " + address + ": " + e.getMessage() + "; name another port by --metrics", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
