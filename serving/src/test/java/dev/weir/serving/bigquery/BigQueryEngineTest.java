package dev.weir.serving.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQueryOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.answers.Answers;
import dev.weir.bigquery.DatasetName;
import dev.weir.ledger.Ledger;
import dev.weir.serving.Answer;
import dev.weir.serving.Cancellation;
import dev.weir.serving.CancelledException;
import dev.weir.serving.Question;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The engine by the client library, before a server that answers as
 * <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs">BigQuery's jobs</a> do: a query runs until it is
 * cancelled.
 */
class BigQueryEngineTest {
    private static final String ROWS = "\"rows\":[{\"f\":[{\"v\":\"7\"},{\"v\":null}]}]";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private volatile String statement = "SELECT";
    private volatile boolean endless;
    private volatile boolean cancelled;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private BigQueryEngine engine;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        // A job is cancelled while its results are waited for.
        server.setExecutor(threads);
        server.start();
        engine = new BigQueryEngine(
                BigQueryOptions.newBuilder()
                        .setProjectId("acme")
                        .setHost("http://localhost:" + server.getAddress().getPort())
                        .setCredentials(NoCredentials.getInstance())
                        .build()
                        .getService(),
                DatasetName.parse("acme.weir"),
                Answers.CATALOGUE);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void answersInTheTextsOfAllEngines() {
        try (Answer answer = engine.ask(Question.of("SELECT 7 AS n, NULL AS t"))) {
            assertThat(answer.columns().toString()).contains("n", "BIGINT", "t", "TIMESTAMP");
            assertThat(answer.texts().next()).containsExactly("7", null);
        }
    }

    @Test
    void runsNothingThatBigQueryDoesNotTakeForAQuery() {
        statement = "DROP_TABLE";

        assertThatThrownBy(() -> engine.ask(Question.of("DROP TABLE cells")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot run this: only queries are allowed, and BigQuery takes it for DROP_TABLE");
        assertThat(requests)
                .as("only the dry run")
                .containsExactly("POST /bigquery/v2/projects/acme/jobs?prettyPrint=false");
    }

    @Test
    void refusesAnEarlierLedgerBecauseTheCopyHasItsOwn() {
        assertThatThrownBy(() -> engine.ask(Question.of("SELECT 1", Ledger.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("traffic_as_of(12)");
        assertThat(requests).isEmpty();
    }

    /** Where it is not cancelled, it never ends. */
    @Test
    @Timeout(120)
    void cancelsTheJobWhereItRuns() {
        endless = true;

        assertThatThrownBy(() -> engine.ask(new Question("SELECT 1", Optional.empty(), cancellation)))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("nobody waits");
        assertThat(requests)
                .anyMatch(request -> request.matches(
                        "POST /bigquery/v2/projects/acme/jobs/weir-[0-9a-f-]{36}/cancel\\?location=EU.*"));
    }

    @Test
    void asksNothingMoreOnceItIsCancelled() {
        cancellation.cancel("nobody waits");

        assertThatThrownBy(() -> engine.ask(new Question("SELECT 1", Optional.empty(), cancellation)))
                .isInstanceOf(CancelledException.class);
        assertThat(requests).as("only the dry run").hasSize(1);
    }

    @Test
    void namesTheViewsFunctions() {
        assertThat(engine.functions()).contains("traffic_between", "events_as_of");
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        String path = exchange.getRequestURI().getPath();
        JsonNode body = body(exchange);
        if (path.endsWith("/cancel")) {
            // The first time it stumbles.
            cancelled = requests.stream()
                            .filter(request -> request.contains("/cancel"))
                            .count()
                    > 1;
            reply(exchange, cancelled ? 200 : 400, cancelled ? "{\"job\":" + job("weir", "DONE") + "}" : "{}");
        } else if (path.endsWith("/jobs")) {
            String id = body.path("jobReference").path("jobId").asText("dry");
            reply(
                    exchange,
                    200,
                    job(id, body.path("configuration").path("dryRun").asBoolean() ? "DONE" : "RUNNING"));
        } else if (path.endsWith("/data")) {
            reply(exchange, 200, "{\"totalRows\":\"1\"," + ROWS + "}");
        } else if (path.contains("/queries/")) {
            results(exchange, path.substring(path.lastIndexOf('/') + 1));
        } else {
            reply(
                    exchange,
                    200,
                    job(path.substring(path.lastIndexOf('/') + 1), endless && !cancelled ? "RUNNING" : "DONE"));
        }
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream in = exchange.getRequestBody();
        return new JsonMapper().readTree(packed ? new GZIPInputStream(in) : in);
    }

    private void results(HttpExchange exchange, String id) throws IOException {
        if (cancelled) {
            reply(
                    exchange,
                    499,
                    "{\"error\":{\"code\":499,\"message\":\"Job execution was cancelled: User requested cancellation\","
                            + "\"errors\":[{\"reason\":\"stopped\",\"message\":\"Job execution was cancelled\"}]}}");
        } else if (endless) {
            cancellation.cancel("nobody waits");
            reply(exchange, 200, "{\"jobComplete\":false," + reference(id) + "}");
        } else {
            reply(
                    exchange,
                    200,
                    "{\"jobComplete\":true,\"totalRows\":\"1\"," + reference(id)
                            + ",\"schema\":{\"fields\":[{\"name\":\"n\",\"type\":\"INTEGER\"},{\"name\":\"t\",\"type\":\"TIMESTAMP\"}]}"
                            + "," + ROWS + "}");
        }
    }

    private String job(String id, String state) {
        return "{\"kind\":\"bigquery#job\"," + reference(id) + ",\"status\":{\"state\":\"" + state
                + "\"},\"configuration\":{\"query\":{\"query\":\"SELECT 1\",\"destinationTable\":{\"projectId\":\"acme\","
                + "\"datasetId\":\"weir\",\"tableId\":\"anon\"}}},\"statistics\":{\"query\":{\"statementType\":\""
                + statement
                + "\",\"totalBytesProcessed\":\"10\"}}}";
    }

    private static String reference(String id) {
        return "\"jobReference\":{\"projectId\":\"acme\",\"jobId\":\"" + id + "\",\"location\":\"EU\"}";
    }

    private static void reply(HttpExchange exchange, int code, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
