package dev.weir.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One figure of the table.
 *
 * @param name what was measured
 * @param value the median of the runs
 * @param unit of the value
 * @param target what it should be; empty where the figure only informs
 * @param runs the single values, in the order of the runs
 */
public record Measurement(String name, double value, String unit, Optional<Target> target, List<Double> runs) {
    public Measurement {
        runs = List.copyOf(runs);
    }

    /** A bound that a value meets or misses. */
    public record Target(boolean atMost, double bound) {
        static Optional<Target> atMost(double bound) {
            return Optional.of(new Target(true, bound));
        }

        static Optional<Target> atLeast(double bound) {
            return Optional.of(new Target(false, bound));
        }

        boolean meets(double value) {
            return atMost ? value <= bound : value >= bound;
        }

        @Override
        public String toString() {
            return (atMost ? "<= " : ">= ") + number(bound);
        }
    }

    static Measurement of(String name, String unit, Optional<Target> target, List<Double> runs) {
        return new Measurement(name, median(runs), unit, target, runs);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    String verdict() {
        return target.map(bound -> bound.meets(value) ? "met" : "MISSED").orElse("");
    }

    static String number(double value) {
        return value >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }

    ObjectNode json() {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("name", name);
        json.put("value", value);
        json.put("unit", unit);
        json.put("target", target.map(Target::toString).orElse(null));
        if (target.isPresent()) {
            json.put("met", target.get().meets(value));
        } else {
            json.putNull("met");
        }
        runs.forEach(json.putArray("runs")::add);
        return json;
    }
}
