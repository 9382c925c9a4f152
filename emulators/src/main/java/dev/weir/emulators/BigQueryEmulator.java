package dev.weir.emulators;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * BigQuery's protocols on this machine: <a href="https://pypi.org/project/local-bigquery/">local-bigquery</a>, its REST
 * interface as it is and its gRPC one behind TLS, which the connector insists on.
 */
public final class BigQueryEmulator implements AutoCloseable {
    /** The project that it has. */
    public static final String PROJECT = "acme";

    /** All that it uses, or it downloads them when it starts. */
    private static final String EXTENSIONS = "from duckdb_extensions import import_extension as i;"
            + " i('icu'); i('ducklake'); i('spatial'); i('sqlite_scanner')";

    /** Its command, but for appends as large as BigQuery takes: by default gRPC refuses over 4 MB, as few as 10,000 lines. */
    private static final String PROGRAM = """
            import grpc
            from local_bigquery.cli import main
            server = grpc.server
            grpc.server = lambda threads: server(threads, options=[("grpc.max_receive_message_length", 20 << 20)])
            main()
            """;

    private final EmulatorProcess process;
    private final TlsFront front;
    private final int rest;

    private BigQueryEmulator(EmulatorProcess process, TlsFront front, int rest) {
        this.process = process;
        this.front = front;
        this.rest = rest;
    }

    /**
     * Starts one that is empty; the first time it is installed, which takes a minute.
     *
     * @param directory gets its data and its log
     * @throws EmulatorException if what it needs is missing
     */
    public static BigQueryEmulator start(Path directory) throws IOException, InterruptedException {
        PythonEnvironment python = PythonEnvironment.installed("bigquery", 13, EXTENSIONS);
        Files.createDirectories(directory);
        int rest = EmulatorProcess.freePort();
        int grpc = EmulatorProcess.freePort();
        EmulatorProcess process = EmulatorProcess.start(
                python.environment(),
                List.of(
                        python.program("python").toString(),
                        "-c",
                        PROGRAM,
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(rest),
                        "--grpc-port",
                        String.valueOf(grpc),
                        "--project",
                        PROJECT,
                        "--data-dir",
                        directory.resolve("data").toString(),
                        "serve"),
                URI.create("http://localhost:" + rest + "/bigquery/v2/projects/" + PROJECT + "/datasets"),
                directory.resolve("bigquery.log"));
        return new BigQueryEmulator(process, TlsFront.open(directory, grpc), rest);
    }

    /** System properties by which the Spark connector of a Java process finds it, and Weir's client by the connector's. */
    public Map<String, String> properties() {
        return Map.of(
                "spark.datasource.bigquery.bigQueryHttpEndpoint",
                endpoint(),
                "spark.datasource.bigquery.bigQueryStorageGrpcEndpoint",
                "localhost:" + front.port(),
                "spark.datasource.bigquery.gcpAccessToken",
                "none",
                "spark.datasource.bigquery.parentProject",
                PROJECT,
                "javax.net.ssl.trustStore",
                front.store().toString(),
                "javax.net.ssl.trustStorePassword",
                TlsFront.PASSWORD);
    }

    /** Its REST interface. */
    public String endpoint() {
        return "http://localhost:" + rest;
    }

    /** Its process, whose CPU time may be asked for. */
    public ProcessHandle process() {
        return process.handle();
    }

    @Override
    public void close() throws IOException {
        front.close();
        process.close();
    }
}
