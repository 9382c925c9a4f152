package dev.weir.benchmarks;

import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.serving.spark.SparkEngine;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Queries over 30 published days of minutes: by DuckDB, which answers on a laptop, next to Spark. */
record QueryScenario() implements Scenario {
    private static final Map<String, String> QUERIES = queries();

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(
                "query_sites_by_day",
                "SELECT site, day, SUM(requests), SUM(bytes), SUM(status_5xx),"
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
        return "traffic queries over 30 published days of minutes, warm, by DuckDB next to Spark";
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
        Warehouse warehouse = bench.layers().opened(directory);
        try (Engine duckDb = new DuckDbEngine(warehouse, DuckDbEngine.HALF);
                Engine spark = new SparkEngine(bench.spark(), warehouse)) {
            requireEveryCell(duckDb);
            Turns turns = bench.turns();
            QUERIES.forEach((name, sql) -> turns.add(name, Work.of(() -> rows(duckDb, sql)))
                    .add(inSpark(name), Work.of(() -> rows(spark, sql))));
            Timings timings = turns.run(bench.sizes().warmUps(), bench.sizes().runs());
            return QUERIES.keySet().stream()
                    .flatMap(query -> Stream.of(
                            timings.seconds(query, query, Target.atMost(0.1)),
                            timings.ratio(query, inSpark(query), query + "_to_spark", Target.atMost(1))))
                    .toList();
        }
    }

    private static String inSpark(String query) {
        return query + "_spark";
    }

    static List<String[]> rows(Engine engine, String sql) {
        List<String[]> rows = new ArrayList<>();
        try (Answer answer = engine.ask(Question.of(sql))) {
            answer.texts().forEachRemaining(rows::add);
        }
        return rows;
    }

    private static void requireEveryCell(Engine engine) {
        String cells = rows(engine, "SELECT COUNT(*) FROM traffic WHERE duration_p95_us IS NOT NULL")
                .get(0)[0];
        if (Long.parseLong(cells) != MonthOfMinutes.cells()) {
            throw new IllegalStateException("traffic has " + cells + " cells, not " + MonthOfMinutes.cells());
        }
    }
}
