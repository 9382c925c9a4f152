package dev.weir.chaos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a chaos run.
 *
 * @param byPoint kills by where they came
 * @param hazards what else went wrong, by kind
 * @param snapshots how often the answers were read while they changed
 * @param lines that were written
 * @param differences from what should be, as text
 * @param balance lines written that are not in the merged answers once
 */
record ChaosReport(
        long seed,
        SortedMap<String, Integer> byPoint,
        SortedMap<String, Integer> hazards,
        int snapshots,
        long lines,
        List<String> differences,
        long balance,
        Duration took) {
    ChaosReport {
        byPoint = new TreeMap<>(byPoint);
        hazards = new TreeMap<>(hazards);
        differences = List.copyOf(differences);
    }

    int kills() {
        return byPoint.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean sound() {
        return differences.isEmpty() && balance == 0;
    }

    ObjectNode json() {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("seed", seed);
        json.put("kills", kills());
        ObjectNode points = json.putObject("by_point");
        byPoint.forEach(points::put);
        ObjectNode wrong = json.putObject("hazards");
        hazards.forEach(wrong::put);
        json.put("snapshots", snapshots);
        json.put("lines", lines);
        json.put("differences", differences.size());
        json.put("balance", balance);
        json.put("seconds", took.toMillis() / 1000.0);
        return json;
    }
}
