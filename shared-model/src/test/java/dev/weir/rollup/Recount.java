package dev.weir.rollup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rollups counted once more, in plain loops that know nothing of how the model counts. */
final class Recount {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private static final Set<String> STATUSES = Set.of(
            "traffic", "paths", "sites", "clients", "countries", "networks", "subnets", "bots", "ai", "landing_health");
    private static final Set<String> BYTES =
            Stream.concat(STATUSES.stream(), Stream.of("status")).collect(Collectors.toSet());
    private static final Set<String> PAGE_VIEWS = Set.of("countries", "networks", "browsers", "systems", "devices");
    private static final Set<String> CLIENTS = Set.of(
            "traffic",
            "sites",
            "countries",
            "networks",
            "subnets",
            "browsers",
            "systems",
            "devices",
            "bots",
            "pages",
            "searches",
            "landing_health",
            "audiences");

    /** Where something is counted; the segment's name is its day and its number. */
    record Cell(String segment, String rollup, Instant time, List<String> dimensions) {}

    private final Map<Cell, List<Line>> cells = new LinkedHashMap<>();

    /** The answers of each cell: those that its rollup has. */
    static Map<Cell, Map<String, Long>> of(List<Line> lines, IntFunction<String> segments) {
        Recount recount = new Recount();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).outcome().equals("accepted")) {
                recount.place(segments.apply(i), lines.get(i));
            }
        }
        Map<Cell, Map<String, Long>> answers = new LinkedHashMap<>();
        recount.cells.forEach((cell, in) -> answers.put(cell, answers(cell.rollup, in)));
        return answers;
    }

    /** Cells in the same shape; what a row does not have is absent. */
    static Map<Cell, Map<String, Long>> read(Dataset<Row> cells, List<String> answers) {
        Map<Cell, Map<String, Long>> read = new LinkedHashMap<>();
        for (Row row : cells.collectAsList()) {
            Map<String, Long> values = new TreeMap<>();
            for (String answer : answers) {
                Long value = row.getAs(answer);
                if (value != null) {
                    values.put(answer, value);
                }
            }
            Cell cell = new Cell(
                    row.getAs("segment") + "@" + row.getAs("day"),
                    row.getAs("rollup"),
                    row.<java.sql.Timestamp>getAs("time").toInstant(),
                    List.of(row.getAs("d1"), row.getAs("d2"), row.getAs("d3"), row.getAs("d4")));
            if (read.put(cell, values) != null) {
                throw new AssertionError("Two rows for " + cell);
            }
        }
        return read;
    }

    private void place(String id, Line line) {
        String segment = id + "@" + line.day();
        Instant minute = start(line, 60);
        Instant hour = start(line, 3600);
        String site = line.site();
        boolean notFound = line.status() != null && line.status() == 404;
        String path = notFound ? "(not found)" : line.template();
        String country = or(line.country(), "-");
        String organisation = or(line.organisation(), "-");
        add(segment, "traffic", minute, line, site);
        add(segment, "paths", hour, line, site, path);
        if (line.status() != null) {
            add(segment, "status", hour, line, site, line.status().toString());
        }
        add(segment, "sites", hour, line, site);
        add(segment, "referrers", hour, line, site, line.referrer());
        if (notFound && line.path() != null) {
            add(segment, "not_found", hour, line, site, line.path());
        }
        add(segment, "clients", hour, line, or(line.client(), "-"));

        Instant day = start(line, 86_400);
        add(segment, "countries", hour, line, site, country);
        add(
                segment,
                "networks",
                day,
                line,
                line.asn() == null ? "0" : line.asn().toString(),
                organisation,
                or(line.networkKind(), "unknown"));
        if (line.network() != null) {
            add(segment, "subnets", day, line, line.network(), country, organisation);
        }
        if (line.bot() != null) {
            add(segment, "bots", hour, line, site, line.bot(), line.botKind(), line.botClaim());
            if (line.botKind().startsWith("ai")) {
                add(segment, "ai", day, line, site, line.bot(), line.botKind(), path);
            }
        } else {
            add(segment, "browsers", hour, line, site, or(line.browser(), "Other"), or(line.browserVersion(), "-"));
            add(segment, "systems", hour, line, site, or(line.system(), "Other"), or(line.systemVersion(), "-"));
            add(segment, "devices", hour, line, site, line.device());
            if (line.campaign() != null) {
                add(segment, "landing_health", hour, line, site, line.campaign(), path);
            }
            if (line.searchTerms() != null) {
                add(segment, "searches", day, line, site, line.searchTerms());
            }
        }
        if (line.isPageView()) {
            add(segment, "pages", hour, line, site, line.template());
            String section = "/" + line.template().substring(1).split("/", -1)[0];
            add(segment, "audiences", day, line, site, section, country, line.device());
        }
    }

    private static String or(String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private void add(String segment, String rollup, Instant time, Line line, String... dimensions) {
        List<String> all = new ArrayList<>(List.of(dimensions));
        while (all.size() < 4) {
            all.add("");
        }
        add(new Cell(segment, rollup, time, all), line);
    }

    private void add(Cell cell, Line line) {
        cells.computeIfAbsent(cell, key -> new ArrayList<>()).add(line);
    }

    private static Map<String, Long> answers(String rollup, List<Line> lines) {
        Map<String, Long> answers = new TreeMap<>();
        answers.put("requests", (long) lines.size());
        if (BYTES.contains(rollup)) {
            answers.put(
                    "bytes",
                    lines.stream()
                            .mapToLong(line -> line.bytes() == null ? 0 : line.bytes())
                            .sum());
        }
        if (STATUSES.contains(rollup)) {
            for (String status : List.of("1xx", "2xx", "3xx", "4xx", "5xx", "other")) {
                answers.put(
                        "status_" + status,
                        lines.stream()
                                .filter(line -> status(line).equals(status))
                                .count());
            }
        }
        if (rollup.equals("traffic")) {
            answers.put(
                    "method_other",
                    lines.stream()
                            .filter(line -> !METHODS.contains(line.method() + ""))
                            .count());
            for (String method : METHODS) {
                answers.put(
                        "method_" + method.toLowerCase(Locale.ROOT),
                        lines.stream()
                                .filter(line -> method.equals(line.method()))
                                .count());
            }
            Set<List<String>> pairs = new HashSet<>();
            lines.forEach(line -> pairs.add(Arrays.asList(line.client(), line.agent())));
            answers.put("client_agents", (long) pairs.size());
        }
        if (PAGE_VIEWS.contains(rollup)) {
            answers.put("page_views", lines.stream().filter(Line::isPageView).count());
        }
        if (CLIENTS.contains(rollup)) {
            Set<String> clients = new HashSet<>();
            lines.forEach(line -> clients.add(line.client()));
            answers.put("clients", (long) clients.size());
        }
        if (List.of("traffic", "paths", "pages", "landing_health").contains(rollup)) {
            percentiles(lines, answers);
        }
        return answers;
    }

    private static void percentiles(List<Line> lines, Map<String, Long> answers) {
        long[] durations = lines.stream()
                .filter(line -> line.duration() != null)
                .mapToLong(Line::duration)
                .sorted()
                .toArray();
        answers.put("durations", (long) durations.length);
        if (durations.length > 0) {
            for (int p : new int[] {50, 90, 95, 99}) {
                long exact = durations[(durations.length * p + 99) / 100 - 1];
                answers.put("duration_p" + p + "_us", CountedValues.middle(exact));
            }
        }
    }

    private static Instant start(Line line, long seconds) {
        return Instant.ofEpochSecond(Math.floorDiv(line.micros(), seconds * 1_000_000) * seconds);
    }

    private static String status(Line line) {
        Long status = line.status();
        return status == null || status < 100 || status > 599 ? "other" : status / 100 + "xx";
    }
}
