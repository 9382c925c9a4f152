package dev.weir.rollup;

import dev.weir.model.DurationBucket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/** The rollups counted once more, in plain loops that know nothing of how the model counts. */
final class Recount {
    /** Where something is counted; the segment's name is its day and its number. */
    record Cell(String segment, String rollup, String part, Instant time, String d1, String d2, long slot) {}

    private final Map<Cell, Map<String, Long>> cells = new LinkedHashMap<>();

    static Map<Cell, Map<String, Long>> of(List<Line> lines, java.util.function.IntFunction<String> segments) {
        Recount recount = new Recount();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).outcome().equals("accepted")) {
                recount.count(segments.apply(i), lines.get(i));
            }
        }
        return recount.cells;
    }

    /** Partials in the same shape; a sum that a row does not have is absent. */
    static Map<Cell, Map<String, Long>> read(Dataset<Row> partials) {
        Map<Cell, Map<String, Long>> cells = new LinkedHashMap<>();
        for (Row row : partials.collectAsList()) {
            Map<String, Long> sums = new LinkedHashMap<>();
            for (Sum sum : Rollups.SUMS) {
                Long value = row.getAs(sum.name());
                if (value != null) {
                    sums.put(sum.name(), value);
                }
            }
            Cell cell = new Cell(
                    row.getAs("segment") + "@" + row.getAs("day"),
                    row.getAs("rollup"),
                    row.getAs("part"),
                    row.<java.sql.Timestamp>getAs("time").toInstant(),
                    row.getAs("d1"),
                    row.getAs("d2"),
                    row.getAs("slot"));
            if (cells.put(cell, sums) != null) {
                throw new AssertionError("Two rows for " + cell);
            }
        }
        return cells;
    }

    private void count(String id, Line line) {
        String segment = id + "@" + line.day();
        Instant minute = start(line, 60);
        Instant hour = start(line, 3600);
        String site = line.site();
        boolean notFound = line.status() != null && line.status() == 404;
        List<String> outcome = List.of(statusClass(line.status()));
        List<String> outcomeAndMethod = List.of(statusClass(line.status()), method(line.method()));

        add(new Cell(segment, "traffic", "", minute, site, "", 0), line, true, outcomeAndMethod);
        slot(new Cell(segment, "traffic", "clients", minute, site, "", hash(line.client())));
        slot(new Cell(segment, "traffic", "client_agents", minute, site, "", hash(line.client(), line.agent())));
        String path = notFound ? "(not found)" : line.template();
        add(new Cell(segment, "paths", "", hour, site, path, 0), line, true, outcome);
        if (line.duration() != null) {
            long bucket = DurationBucket.invoke(line.duration());
            slot(new Cell(segment, "traffic", "duration", minute, site, "", bucket));
            slot(new Cell(segment, "paths", "duration", hour, site, path, bucket));
        }
        if (line.status() != null) {
            add(new Cell(segment, "status", "", hour, site, line.status().toString(), 0), line, true, List.of());
        }
        add(new Cell(segment, "sites", "", hour, site, "", 0), line, true, outcome);
        slot(new Cell(segment, "sites", "clients", hour, site, "", hash(line.client())));
        add(new Cell(segment, "referrers", "", hour, site, line.referrer(), 0), line, false, List.of());
        if (notFound && line.path() != null) {
            add(new Cell(segment, "not_found", "", hour, site, line.path(), 0), line, false, List.of());
        }
        String client = line.client() == null ? "-" : line.client();
        add(new Cell(segment, "clients", "", hour, client, "", 0), line, true, outcome);
    }

    private void add(Cell cell, Line line, boolean bytes, List<String> counters) {
        Map<String, Long> sums = cells.computeIfAbsent(cell, key -> new LinkedHashMap<>());
        sums.merge("requests", 1L, Long::sum);
        if (bytes && line.bytes() != null) {
            sums.merge("bytes", line.bytes(), Long::sum);
        }
        List<String> zero = new ArrayList<>();
        if (!counters.isEmpty()) {
            zero.addAll(List.of("status_1xx", "status_2xx", "status_3xx", "status_4xx", "status_5xx", "status_other"));
        }
        if (counters.size() > 1) {
            zero.addAll(List.of("method_get", "method_head", "method_post", "method_put", "method_delete"));
            zero.addAll(List.of("method_options", "method_patch", "method_other"));
        }
        zero.forEach(counter -> sums.merge(counter, 0L, Long::sum));
        counters.forEach(counter -> sums.merge(counter, 1L, Long::sum));
    }

    private void slot(Cell cell) {
        cells.computeIfAbsent(cell, key -> new LinkedHashMap<>()).merge("requests", 1L, Long::sum);
    }

    private static Instant start(Line line, long seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(line.micros(), seconds * 1_000_000) * seconds);
    }

    private static String statusClass(Long status) {
        return status == null || status < 100 || status > 599 ? "status_other" : "status_" + status / 100 + "xx";
    }

    private static String method(String method) {
        List<String> known = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
        return "method_" + (method != null && known.contains(method) ? method.toLowerCase(Locale.ROOT) : "other");
    }

    /** Spark's {@code xxhash64}: each value seeds the next, null is passed over. */
    private static long hash(String... values) {
        long hash = 42;
        for (String value : values) {
            if (value != null) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                hash = XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, hash);
            }
        }
        return hash;
    }
}
