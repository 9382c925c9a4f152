package dev.weir.truth;

import dev.weir.catalogue.CellColumns;
import dev.weir.catalogue.Measure;
import dev.weir.generator.Truth;
import dev.weir.ledger.Ledger;
import dev.weir.serving.Answer;
import dev.weir.serving.AnswerColumn;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the views' answers against the generator's truth, cell by cell. */
public final class TruthComparison {
    private static final List<String> KEYS = List.of(
            "time",
            "site",
            "path",
            "status",
            "referrer",
            "client",
            "country",
            "device",
            "bot",
            "bot_kind",
            "bot_claim",
            "page",
            "campaign",
            "terms");

    /** A distinct count above its exact range is an estimate: five standard deviations are allowed. */
    private static final double DISTINCT_TOLERANCE = 5 / Math.sqrt(Measure.Distinct.USUAL);

    /** A histogram's bucket is at most this wide around its middle. */
    private static final double PERCENTILE_TOLERANCE = 0.01;

    private final Engine engine;

    /** @param engine answers for the warehouse that the logs went into */
    public TruthComparison(Engine engine) {
        this.engine = engine;
    }

    /**
     * The cells that are missing, too many, there twice or different, as text.
     *
     * @param asOf the ledger whose answers are looked at
     */
    public List<String> differences(Truth truth, Ledger asOf) {
        List<String> differences = new ArrayList<>();
        for (String table : Truth.TABLES) {
            Map<String, Map<String, String>> answers = new HashMap<>();
            for (Map<String, String> row : rows(table, asOf)) {
                if (answers.put(key(row), row) != null) {
                    differences.add(table + " " + key(row) + ": there twice");
                }
            }
            for (Map<String, Object> expected : truth.rows(table)) {
                String key = key(expected);
                Map<String, String> answer = answers.remove(key);
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

    /** A view's rows, values by column, times as the truth has them. */
    private List<Map<String, String>> rows(String view, Ledger asOf) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Answer answer = engine.ask(Question.of("SELECT * FROM " + view, asOf))) {
            List<String> names =
                    answer.columns().stream().map(AnswerColumn::name).toList();
            answer.texts().forEachRemaining(values -> {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < values.length; i++) {
                    row.put(names.get(i), values[i]);
                }
                row.computeIfPresent(
                        CellColumns.TIME, (name, time) -> Instant.parse(time).toString());
                rows.add(row);
            });
        }
        return rows;
    }

    private static void compare(
            String cell, Map<String, Object> expected, Map<String, String> answer, List<String> differences) {
        for (Map.Entry<String, Object> value : expected.entrySet()) {
            String column = value.getKey();
            if (KEYS.contains(column)) {
                continue;
            }
            long want = ((Number) value.getValue()).longValue();
            String got = answer.get(column);
            if (got == null || Math.abs(want - Long.parseLong(got)) > tolerance(column, want)) {
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

    private static String key(Map<String, ?> row) {
        StringBuilder key = new StringBuilder();
        KEYS.forEach(name -> {
            if (row.containsKey(name)) {
                key.append(row.get(name)).append(' ');
            }
        });
        return key.toString();
    }
}
