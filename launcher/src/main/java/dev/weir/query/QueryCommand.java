package dev.weir.query;

import dev.weir.answers.Answers;
import dev.weir.bigquery.DatasetName;
import dev.weir.command.WarehouseOption;
import dev.weir.dataset.ViewsOption;
import dev.weir.ledger.Ledger;
import dev.weir.serving.Answer;
import dev.weir.serving.Cancellation;
import dev.weir.serving.DescribingEngine;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.bigquery.BigQueryEngine;
import dev.weir.warehouse.Warehouse;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir query}: SQL over the merged answers. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a query, in DuckDB's SQL, over the views events, traffic, status, sites, paths, not_found,"
                + " referrers, clients, countries, networks, subnets, browsers, systems, devices, bots, ai, pages, searches,"
                + " landing_health, audiences, dead_letters, ledger and drift; `weir views NAME` tells a view's columns. It only reads."
                + " Where the warehouse lies in Cloud Storage, it runs in Spark SQL; with --bigquery it runs there, in"
                + " GoogleSQL, over the same views.",
        footer = {
            "",
            "  weir query 'SELECT time, requests, clients FROM traffic ORDER BY time DESC LIMIT 10'",
            "  weir query 'SHOW FUNCTIONS' lists what a query may use",
            "  weir query --bigquery acme.weir --dry-run"
                    + " \"SELECT * FROM traffic_between(DATE '2026-11-20', DATE '2026-11-20')\""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:answered", "1:the query or the warehouse failed", "2:wrong options"})
public final class QueryCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Option(
            names = "--as-of",
            paramLabel = "N|TIME",
            description = "Answer as of a ledger position, or of a time such as 2026-11-24T10:00:00Z.")
    private Optional<String> asOf;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "What answers, in its SQL: duckdb, which is quick, and the default where the warehouse lies on a local"
                            + " disk; or spark, which reads any warehouse.")
    private Optional<EngineName> engineName;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Give up an answer that takes longer. Default: none.")
    private Optional<Integer> timeout;

    @Option(
            names = "--bigquery",
            paramLabel = "PROJECT.DATASET",
            description =
                    "Ask the copy in BigQuery; about some days, or as of an earlier position, ask its"
                            + " functions, such as traffic_between(DATE '2026-11-20', DATE '2026-11-21') and traffic_as_of(12).")
    private Optional<String> bigQuery;

    @Mixin
    private ViewsOption viewsOption;

    @Option(names = "--dry-run", description = "Only tell how many bytes BigQuery would read.")
    private boolean dryRun;

    @ArgGroup
    private Form form = new Form();

    private static final class Form {
        @Option(names = "--json", description = "One JSON document: an array of objects.")
        private boolean json;

        @Option(
                names = "--csv",
                description =
                        "Comma-separated values with a header line (RFC 4180). Text that a spreadsheet would take for"
                                + " a formula begins with an apostrophe.")
        private boolean csv;
    }

    @Parameters(paramLabel = "SQL")
    private String sql;

    @Override
    public Integer call() {
        Cancellation cancellation = new Cancellation();
        timeout.map(QueryCommand::seconds).ifPresent(cancellation::after);
        if (bigQuery.isPresent()) {
            askBigQuery(viewsOption.of(DatasetName.parse(bigQuery.get())), cancellation);
        } else if (dryRun) {
            throw new IllegalArgumentException("--dry-run is about what BigQuery would read; add --bigquery");
        } else {
            askWarehouse(cancellation);
        }
        return 0;
    }

    private void askBigQuery(DatasetName dataset, Cancellation cancellation) {
        if (engineName.isPresent()) {
            throw new IllegalArgumentException("--engine is for the warehouse; leave it out, or --bigquery");
        }
        if (asOf.isPresent()) {
            throw new IllegalArgumentException(
                    "--as-of is for the warehouse; in BigQuery, ask functions, such as traffic_as_of(12)");
        }
        try (BigQueryEngine engine = BigQueryEngine.open(dataset, Answers.CATALOGUE)) {
            if (dryRun) {
                long bytes = engine.estimate(sql).bytes();
                System.out.println(form.json ? "{\"bytes\":" + bytes + "}" : bytes + " bytes would be read");
                return;
            }
            // It would run on, and be billed, when this process is gone.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> cancellation.cancel("it was interrupted")));
            answer(new DescribingEngine(Answers.CATALOGUE, engine), new Question(sql, Optional.empty(), cancellation));
        }
    }

    private void askWarehouse(Cancellation cancellation) {
        Warehouse warehouse = warehouseOption.open();
        Ledger ledger = warehouse.ledger().read();
        Ledger asked = asOf.map(text -> asOf(ledger, text)).orElse(ledger);
        try (Engine engine = EngineName.of(engineName, warehouse).open(warehouse)) {
            answer(engine, new Question(sql, Optional.of(asked), cancellation));
        }
        warehouse.requireStanding(asked);
    }

    private void answer(Engine engine, Question question) {
        try (Answer answer = engine.ask(question)) {
            print(answer);
        }
    }

    private static Duration seconds(int timeout) {
        if (timeout < 1) {
            throw new IllegalArgumentException("Invalid --timeout: " + timeout + ", must be at least 1");
        }
        return Duration.ofSeconds(timeout);
    }

    private void print(Answer answer) {
        PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8);
        ResultPrinter printer = new ResultPrinter(out);
        if (form.json) {
            printer.json(answer);
        } else if (form.csv) {
            printer.csv(answer);
        } else {
            printer.table(answer);
        }
        out.flush();
    }

    static Ledger asOf(Ledger ledger, String text) {
        try {
            return text.matches("[0-9]{1,18}") ? ledger.asOf(Long.parseLong(text)) : ledger.asOf(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Invalid --as-of: " + text + ", expected a ledger position or a time such as 2026-11-24T10:00:00Z",
                    e);
        }
    }
}
