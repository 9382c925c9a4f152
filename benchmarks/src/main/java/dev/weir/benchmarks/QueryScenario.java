package dev.weir.benchmarks;

import dev.weir.serving.spark.ServingViews;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Queries over 30 published days of minutes. */
record QueryScenario() implements Scenario {
    private static final Map<String, String> QUERIES = queries();

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(
                "query_sites_by_day",
                "SELECT site, CAST(time AS DATE) AS day, SUM(requests), SUM(bytes), SUM(status_5xx),"
                        + " MAX(duration_p95_us) FROM traffic GROUP BY site, day ORDER BY site, day");
        queries.put(
                "query_site_by_minute",
                "SELECT time, requests, bytes, clients, duration_p95_us FROM traffic WHERE site = '"
                        + MonthOfMinutes.SITES.get(0) + "' ORDER BY time");
        queries.put(
                "query_total_by_hour",
                "SELECT date_trunc('HOUR', time) AS hour, SUM(requests), SUM(status_4xx) FROM traffic"
                        + " GROUP BY hour ORDER BY hour");
        return queries;
    }

    @Override
    public String name() {
        return "query";
    }

    @Override
    public String about() {
        return "traffic queries over 30 published days of minutes, warm";
    }

    @Override
    public long lines(Sizes sizes) {
        return MonthOfMinutes.cells() * sizes.monthLines();
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        Path directory = bench.imported(bench.logs().month(bench.sizes().monthLines()));
        bench.progress().say("Publishing %d days", MonthOfMinutes.DAYS);
        bench.launcher().run("batch", "--warehouse", directory.toString());
        SparkSession spark = bench.spark();
        Warehouse warehouse = bench.layers().opened(directory);
        Tables tables = new Tables(spark, warehouse);
        requireEveryCell(spark, warehouse, tables);
        Turns turns = bench.turns();
        QUERIES.forEach((name, sql) -> turns.add(name, Work.of(() -> {
            new ServingViews(spark, tables).register(warehouse.ledger().read(), List.of("traffic"));
            spark.sql(sql).collectAsList();
        })));
        Timings timings = turns.run(bench.sizes().warmUps(), bench.sizes().runs());
        return QUERIES.keySet().stream()
                .map(query -> timings.seconds(query, query, Target.atMost(1)))
                .toList();
    }

    private static void requireEveryCell(SparkSession spark, Warehouse warehouse, Tables tables) {
        new ServingViews(spark, tables).register(warehouse.ledger().read(), List.of("traffic"));
        long cells = spark.sql("SELECT COUNT(*) FROM traffic WHERE duration_p95_us IS NOT NULL")
                .head()
                .getLong(0);
        if (cells != MonthOfMinutes.cells()) {
            throw new IllegalStateException("traffic has " + cells + " cells, not " + MonthOfMinutes.cells());
        }
    }
}
