package dev.weir.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured so far, by scenario; kept in a file, so that scenarios can be measured one by one.
 *
 * @param scenarios by name
 * @param versions of what Weir was measured against
 */
record Results(Map<String, Measured> scenarios, Map<String, String> versions) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A scenario's figures.
     *
     * @param when they were measured
     * @param lines on how many lines
     */
    record Measured(Instant when, long lines, List<Measurement> measurements) {
        Measured {
            measurements = List.copyOf(measurements);
        }
    }

    static Results empty() {
        return new Results(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Reads what {@link #write} wrote; empty if nothing did. */
    static Results read(Path file) throws IOException {
        Results results = empty();
        if (Files.exists(file)) {
            JsonNode json = JSON.readTree(file.toFile());
            json.path("versions")
                    .fields()
                    .forEachRemaining(version -> results.versions.put(
                            version.getKey(), version.getValue().asText()));
            json.path("scenarios").fields().forEachRemaining(scenario -> {
                JsonNode measured = scenario.getValue();
                List<Measurement> measurements = new ArrayList<>();
                measured.path("measurements").forEach(one -> measurements.add(Measurement.read(one)));
                results.scenarios.put(
                        scenario.getKey(),
                        new Measured(
                                Instant.parse(measured.path("when").asText()),
                                measured.path("lines").asLong(),
                                measurements));
            });
        }
        return results;
    }

    void write(Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode named = json.putObject("versions");
        versions.forEach(named::put);
        ObjectNode all = json.putObject("scenarios");
        scenarios.forEach((name, measured) -> {
            ObjectNode one = all.putObject(name);
            one.put("when", measured.when().toString());
            one.put("lines", measured.lines());
            measured.measurements().forEach(m -> one.withArray("measurements").add(m.json()));
        });
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, json.toPrettyString() + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What is known of a scenario. */
    Optional<Measured> of(Scenario scenario) {
        return Optional.ofNullable(scenarios.get(scenario.name()));
    }
}
