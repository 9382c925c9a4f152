package dev.weir.generator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact answers to what the system is asked about generated logs.
 *
 * @param tables rows by the name of their table; a row's keys are the columns of the system's view of that name, its
 *     values {@link String} or {@link Number}
 */
public record Truth(Map<String, List<Map<String, Object>>> tables, Totals totals) {
    /** The names of all tables. */
    public static final List<String> TABLES = List.of(
            "traffic",
            "sites",
            "paths",
            "status",
            "referrers",
            "not_found",
            "clients",
            "countries",
            "devices",
            "bots",
            "pages",
            "landing_health",
            "searches");

    static final String DIRECTORY = "truth";
    static final String TOTALS = "totals.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Truth {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** What became of all lines, and of each day's events. */
    public record Totals(GeneratedLogs.Totals overall, List<GeneratedLogs.DayTotals> days) {
        public Totals {
            days = List.copyOf(days);
        }
    }

    /** The rows of one table, such as {@code traffic}. */
    public List<Map<String, Object>> rows(String table) {
        List<Map<String, Object>> rows = tables.get(table);
        if (rows == null) {
            throw new IllegalArgumentException("Invalid table: " + table + ", must be one of " + TABLES);
        }
        return rows;
    }

    /** The sum of a column of a table. */
    public long sum(String table, String column) {
        return rows(table).stream()
                .mapToLong(row -> ((Number) row.get(column)).longValue())
                .sum();
    }

    /** Reads the truth about logs that were generated into the directory. */
    public static Truth read(Path dir) throws IOException {
        Path truth = dir.resolve(DIRECTORY);
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        for (String table : TABLES) {
            tables.put(table, readRows(truth.resolve(table + ".ndjson")));
        }
        return new Truth(tables, JSON.readValue(truth.resolve(TOTALS).toFile(), Totals.class));
    }

    private static List<Map<String, Object>> readRows(Path file) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (MappingIterator<Map<String, Object>> values =
                JSON.readerFor(new TypeReference<Map<String, Object>>() {}).readValues(file.toFile())) {
            while (values.hasNext()) {
                rows.add(Collections.unmodifiableMap(values.next()));
            }
        }
        return Collections.unmodifiableList(rows);
    }
}
