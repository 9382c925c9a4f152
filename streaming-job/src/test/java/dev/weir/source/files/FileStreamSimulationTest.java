package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two web servers, a logrotate of every kind, and a Spark that is killed at every point of its protocol, in random order:
 * each line is read exactly once, and every replay is the same.
 */
class FileStreamSimulationTest {
    @TempDir
    Path directory;

    static List<Long> seeds() {
        long first = System.nanoTime();
        List<Long> seeds = new ArrayList<>();
        for (long i = 0; i < 10; i++) {
            seeds.add(first + i);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLineIsReadExactlyOnce(long seed) throws IOException {
        System.out.println("FileStreamSimulationTest seed " + seed);
        Random random = new Random(seed);
        TestingClock clock = new TestingClock();
        LogDirectory logs = new LogDirectory(directory.resolve("logs"), clock);
        List<WebServer> servers = List.of(new WebServer("web1", logs, random), new WebServer("web2", logs, random));
        SimulatedSpark spark = new SimulatedSpark(directory, clock, random);

        for (int step = 0; step < 150; step++) {
            servers.get(random.nextInt(servers.size())).act();
            if (random.nextInt(3) == 0) {
                spark.trigger();
            }
        }
        for (WebServer server : servers) {
            server.finishLine();
        }
        spark.drain();

        Map<String, Integer> counts = new HashMap<>();
        for (String line : spark.lines()) {
            counts.merge(line, 1, Integer::sum);
        }
        counts.remove(WebServer.SAME_IN_ALL);
        List<String> written =
                servers.stream().flatMap(server -> server.written().stream()).toList();
        assertThat(counts.keySet()).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(written);
        assertThat(counts.values()).as("seed %s", seed).containsOnly(1);
    }
}
