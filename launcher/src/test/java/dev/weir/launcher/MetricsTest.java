package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream says of itself to those who scrape it. */
class MetricsTest {
    private static final Pattern ADDRESS = Pattern.compile("Metrics at (http://localhost:\\d+/metrics)");

    @TempDir
    Path directory;

    @Test
    void aStreamCountsWhatItDid() throws Exception {
        Path log = Files.writeString(
                directory.resolve("access.log"),
                Hit.at("2026-11-20T10:00:00Z", 1).ingress() + "\n"
                        + Hit.at("2026-11-20T10:00:00Z", 1).ingress() + "\n"
                        + Hit.at("2026-11-20T10:00:01Z", 2).ingress() + "\nno log line\n");
        Object[] stream = {"stream", "--warehouse", directory.resolve("warehouse"), "--dir", log, "--metrics", 0};
        try (ChildProcess process = ChildProcess.start("", stream)) {
            process.awaitUntil(() -> address(process).isPresent());
            URI address = address(process).orElseThrow();
            process.awaitUntil(() -> scraped(address).contains("weir_last_admission_timestamp_seconds 1"));

            assertThat(scraped(address))
                    .contains("# TYPE weir_lines counter")
                    .contains("weir_lines_total{outcome=\"accepted\"} 2.0")
                    .contains("weir_lines_total{outcome=\"duplicate\"} 1.0")
                    .contains("weir_lines_total{outcome=\"rejected\"} 1.0")
                    .contains("weir_lost_positions_total 0.0")
                    .contains("weir_micro_batch_seconds_count 1\n")
                    .containsPattern("weir_lag_seconds [0-9.]+\n")
                    .containsPattern("weir_last_admission_timestamp_seconds 1[0-9.E]+\n")
                    .endsWith("# EOF\n");
            process.signal("TERM");
            assertThat(process.await()).as(process.err()).isZero();
        }
    }

    @Test
    void aPortThatIsTakenIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            Cli refused = Cli.run(
                    "stream",
                    "--warehouse",
                    directory.resolve("warehouse"),
                    "--dir",
                    directory,
                    "--available-now",
                    "--metrics",
                    taken.getLocalPort());

            assertThat(refused.code()).isOne();
            assertThat(refused.err())
                    .contains("Cannot listen on localhost:" + taken.getLocalPort())
                    .contains("name another port by --metrics")
                    .doesNotContain("\tat ");
        }
    }

    private static Optional<URI> address(ChildProcess process) {
        Matcher matcher = ADDRESS.matcher(process.err());
        return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }

    private static String scraped(URI address) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address)
                                    .header("Accept", "application/openmetrics-text; version=1.0.0")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
