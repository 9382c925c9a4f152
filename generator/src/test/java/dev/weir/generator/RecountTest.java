package dev.weir.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts the lines once more, by splitting them naively: another way than the truth came about. */
class RecountTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);

    @TempDir
    Path dir;

    @Test
    void trafficIsWhatTheLinesSay() throws IOException {
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(60_000, 11), dir);

        Map<String, Minute> minutes = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (Path file : logs.files(dir).toList()) {
            for (String line : (Iterable<String>) LogText.read(file).lines()::iterator) {
                String[] quotes = line.split("\"", -1);
                if (quotes.length == 7 && seen.add(line.substring(line.lastIndexOf(' ')))) {
                    count(minutes, quotes);
                }
            }
        }

        List<Map<String, Object>> truth = Truth.read(dir).rows("traffic");
        assertThat(truth).hasSameSizeAs(minutes.keySet());
        for (Map<String, Object> row : truth) {
            Minute minute = minutes.get((String) row.get("time"));
            assertThat(row).as("%s", row.get("time")).containsAllEntriesOf(minute.row());
        }
    }

    /** @param quotes what is before, within and after the three quoted fields */
    private static void count(Map<String, Minute> minutes, String[] quotes) {
        String[] head = quotes[0].split("[\\[ ]+", -1);
        String[] answer = quotes[2].trim().split(" ", -1);
        String[] tail = quotes[6].trim().split(" ", -1);
        String time = LocalDateTime.parse(head[3], TIME)
                .truncatedTo(ChronoUnit.MINUTES)
                .toInstant(ZoneOffset.UTC)
                .toString();
        Minute minute = minutes.computeIfAbsent(time, unused -> new Minute());
        minute.bytes += Long.parseLong(answer[1]);
        minute.notFound += answer[0].startsWith("4") ? 1 : 0;
        minute.gets += quotes[1].startsWith("GET /") ? 1 : 0;
        minute.clients.add(head[0]);
        minute.clientAgents.add(head[0] + ' ' + quotes[5]);
        minute.micros.add(Long.parseLong(tail[1].replace(".", "")) * 1000);
    }

    private static final class Minute {
        private long bytes;
        private int notFound;
        private int gets;
        private final Set<String> clients = new HashSet<>();
        private final Set<String> clientAgents = new HashSet<>();
        private final List<Long> micros = new ArrayList<>();

        Map<String, Object> row() {
            Collections.sort(micros);
            return Map.of(
                    "site", "-",
                    "requests", micros.size(),
                    "bytes", (int) bytes,
                    "status_4xx", notFound,
                    "method_get", gets,
                    "clients", clients.size(),
                    "client_agents", clientAgents.size(),
                    "durations", micros.size(),
                    "duration_p50_us", percentile(0.50),
                    "duration_p99_us", percentile(0.99));
        }

        private int percentile(double share) {
            return micros.get((int) Math.ceil(share * micros.size()) - 1).intValue();
        }
    }
}
