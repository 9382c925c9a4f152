package dev.weir.truth;

import dev.weir.catalogue.Measure;
import dev.weir.generator.Truth;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Holds the views' answers against the generator's truth, cell by cell. */
public final class TruthComparison {
    private static final List<String> KEYS = List.of("time", "site", "path", "status", "referrer", "client");

    /** A distinct count above its exact range is an estimate: five standard deviations are allowed. */
    private static final double DISTINCT_TOLERANCE = 5 / Math.sqrt(Measure.Distinct.USUAL);

    /** A histogram's bucket is at most this wide around its middle. */
    private static final double PERCENTILE_TOLERANCE = 0.01;

    private final SparkSession spark;

    public TruthComparison(SparkSession spark) {
        this.spark = spark;
    }

    /** The cells that are missing, too many, there twice or different, as text. */
    public List<String> differences(Truth truth) {
        List<String> differences = new ArrayList<>();
        for (String table : Truth.TABLES) {
            Map<String, Row> answers = new HashMap<>();
            for (Row row : spark.table(table).collectAsList()) {
                if (answers.put(key(row), row) != null) {
                    differences.add(table + " " + key(row) + ": there twice");
                }
            }
            for (Map<String, Object> expected : truth.rows(table)) {
                String key = key(expected);
                Row answer = answers.remove(key);
                if (answer == null) {
                    differences.add(table + " " + key + ": missing");
                } else {
                    compare(table + " " + key, expected, answer, differences);
                }
            }
            answers.keySet().forEach(key -> differences.add(table + " " + key + ": not in the truth"));
        }
        return differences;
    }

    private static void compare(String cell, Map<String, Object> expected, Row answer, List<String> differences) {
        for (Map.Entry<String, Object> value : expected.entrySet()) {
            String column = value.getKey();
            if (KEYS.contains(column)) {
                continue;
            }
            int index = answer.fieldIndex(column);
            long want = ((Number) value.getValue()).longValue();
            long got = answer.isNullAt(index) ? Long.MIN_VALUE : ((Number) answer.get(index)).longValue();
            if (Math.abs(want - got) > tolerance(column, want)) {
                differences.add(cell + " " + column + ": expected " + want + ", got " + got);
            }
        }
    }

    private static double tolerance(String column, long want) {
        if (column.contains("_p")) {
            return want * PERCENTILE_TOLERANCE;
        }
        boolean distinct = column.equals("clients") || column.equals("client_agents");
        return distinct && want >= Measure.Distinct.USUAL ? want * DISTINCT_TOLERANCE : 0;
    }

    private static String key(Map<String, Object> row) {
        StringBuilder key = new StringBuilder();
        KEYS.forEach(name -> {
            if (row.containsKey(name)) {
                key.append(row.get(name)).append(' ');
            }
        });
        return key.toString();
    }

    private static String key(Row row) {
        StringBuilder key = new StringBuilder();
        List<String> names = List.of(row.schema().fieldNames());
        KEYS.forEach(name -> {
            if (names.contains(name)) {
                Object value = row.get(names.indexOf(name));
                key.append(value instanceof Timestamp time ? time.toInstant() : value)
                        .append(' ');
            }
        });
        return key.toString();
    }
}
