package dev.weir.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure of the table: the median of its runs.
 *
 * @param name what was measured
 * @param unit of the values
 * @param target what it should be; empty where the figure only informs
 * @param runs the single values, in the order of the runs; empty if it could not be measured
 * @param why why it could not be measured; empty if it was
 */
record Measurement(String name, String unit, Optional<Target> target, List<Double> runs, Optional<String> why) {
    Measurement {
        runs = List.copyOf(runs);
        if (runs.isEmpty() == why.isEmpty()) {
            throw new IllegalArgumentException("Invalid measurement: " + name + ", must have runs or say why not");
        }
    }

    static Measurement of(String name, String unit, Optional<Target> target, List<Double> runs) {
        return new Measurement(name, unit, target, runs, Optional.empty());
    }

    static Measurement of(String name, String unit, Optional<Target> target, double only) {
        return of(name, unit, target, List.of(only));
    }

    static Measurement missing(String name, String unit, Optional<Target> target, String why) {
        return new Measurement(name, unit, target, List.of(), Optional.of(why));
    }

    /** The median of the runs. */
    OptionalDouble value() {
        if (runs.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> sorted = runs.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }

    /** Whether the target is met; empty if there is none, or nothing to hold against it. */
    Optional<Boolean> met() {
        return target.filter(bound -> !runs.isEmpty()).map(bound -> bound.meets(value().orElseThrow()));
    }

    /** The value for people. */
    String shown() {
        return why.map(reason -> "not measured: " + reason).orElseGet(() -> number(value().orElseThrow()));
    }

    static String number(double value) {
        return value >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }

    ObjectNode json() {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("name", name);
        value().ifPresentOrElse(value -> json.put("value", value), () -> json.putNull("value"));
        json.put("unit", unit);
        json.put("target", target.map(Target::toString).orElse(null));
        json.put("met", met().orElse(null));
        runs.forEach(json.putArray("runs")::add);
        why.ifPresent(reason -> json.put("why", reason));
        return json;
    }

    /** Reads what {@link #json} wrote. */
    static Measurement read(JsonNode json) {
        List<Double> runs = new ArrayList<>();
        json.path("runs").forEach(run -> runs.add(run.asDouble()));
        return new Measurement(
                json.path("name").asText(),
                json.path("unit").asText(),
                Optional.ofNullable(json.path("target").textValue()).map(Target::parse),
                runs,
                Optional.ofNullable(json.path("why").textValue()));
    }
}
