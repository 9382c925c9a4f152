package dev.weir.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long pieces of work took.
 *
 * @param seconds by piece, in the order of the rounds
 * @param missing the pieces that could not be run, and why
 */
record Timings(Map<String, List<Double>> seconds, Map<String, String> missing) {
    static final String SECONDS = "s";
    static final String RATIO = "ratio";
    static final String RATE = "lines/s";

    Timings {
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        seconds.forEach((piece, runs) -> copy.put(piece, List.copyOf(runs)));
        seconds = copy;
        missing = new LinkedHashMap<>(missing);
    }

    /** How long a piece took. */
    Measurement seconds(String piece, String name) {
        return seconds(piece, name, Optional.empty());
    }

    Measurement seconds(String piece, String name, Optional<Target> target) {
        return measured(name, SECONDS, target, piece, piece, Function.identity());
    }

    /** How many lines a piece did in a second. */
    Measurement rate(String piece, String name, Optional<Target> target, long lines) {
        return measured(
                name,
                RATE,
                target,
                piece,
                piece,
                runs -> runs.stream().map(s -> lines / s).toList());
    }

    /** Per round, how many times longer the first took than the second. */
    Measurement ratio(String first, String second, String name, Optional<Target> target) {
        return measured(name, RATIO, target, first, second, runs -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                ratios.add(runs.get(i) / seconds.get(second).get(i));
            }
            return ratios;
        });
    }

    private Measurement measured(
            String name,
            String unit,
            Optional<Target> target,
            String piece,
            String other,
            Function<List<Double>, List<Double>> values) {
        for (String wanted : List.of(piece, other)) {
            if (missing.containsKey(wanted)) {
                return Measurement.missing(name, unit, target, missing.get(wanted));
            }
        }
        return Measurement.of(name, unit, target, values.apply(seconds.get(piece)));
    }
}
