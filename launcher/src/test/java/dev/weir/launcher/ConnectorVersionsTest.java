package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.emulators.BigQueryEmulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Other versions of the Spark BigQuery connector than the pinned one, which {@link BigQueryTest} has: a runtime brings its own.
 * Each is the only one on its class path.
 */
class ConnectorVersionsTest {
    /** The directory of their jars, each with all that it needs; the build puts them there. */
    private static final Path VERSIONS = Path.of(System.getProperty("weir.bigquery.connectors"));

    private static final Pattern PINNED = Pattern.compile(".*/com/google/cloud/spark/.*");
    private static final Pattern NOT_OF_NAMES = Pattern.compile("\\W");

    @TempDir
    static Path shared;

    private static LocalBigQuery bigQuery;
    private static Scene scene;

    @BeforeAll
    static void start() throws Exception {
        bigQuery = LocalBigQuery.start(shared);
        scene = new Scene(shared.resolve("warehouse"));
        RawLine[] lines = new RawLine[2];
        for (int i = 0; i < lines.length; i++) {
            String line = Hit.at("2026-11-22T10:00:00Z", i).ingress();
            lines[i] =
                    new RawLine("/logs/a.log", "", i, i == 1 ? line.replace("Mozilla", RefusingBigQuery.MARK) : line);
        }
        scene.stream(lines);
    }

    @AfterAll
    static void stop() throws Exception {
        if (bigQuery != null) {
            bigQuery.close();
        }
    }

    static List<Path> versions() throws IOException {
        try (Stream<Path> files = Files.list(VERSIONS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aCopyAgreesAndARefusedRowIsADeadLetterWithBigQuerysWords(Path connector) throws Exception {
        String dataset = BigQueryEmulator.PROJECT + "."
                + NOT_OF_NAMES.matcher(connector.getFileName().toString()).replaceAll("_");
        LocalBigQuery.initTables(dataset);

        try (ChildProcess child =
                ChildProcess.start(classPath(connector), CopyAndCheck.class, "", scene.warehouse.location(), dataset)) {
            // Not equal, because of that line.
            assertThat(child.await()).as(child.err()).isOne();
            assertThat(child.err())
                    .contains("BigQuery " + dataset + " refuses the line at position 1 of /logs/a.log (")
                    .contains("which becomes a dead letter there: " + RefusingBigQuery.WORDS + "\n");
            JsonNode tables = new JsonMapper().readTree(child.out()).get("tables");
            assertThat(tables).hasSizeGreaterThan(1);
            assertThat(tables)
                    .filteredOn(table -> !table.get("equal").asBoolean())
                    .singleElement()
                    .satisfies(table -> {
                        assertThat(table.get("table").asText()).isEqualTo("lines");
                        assertThat(table.get("refused").asLong()).isOne();
                        assertThat(table.get("equal_but_for_refused").asBoolean())
                                .isTrue();
                    });
        }
    }

    private static String classPath(Path connector) {
        return Stream.concat(
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> !PINNED.matcher(entry).matches()),
                        Stream.of(connector.toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Both commands in one process, for starting it is most of the work. */
    static final class CopyAndCheck {
        private CopyAndCheck() {}

        /** Of a warehouse and to a data set. */
        public static void main(String[] names) {
            int copied = run("copy", names);
            System.exit(copied == 0 ? run("check", names, "--json") : 2);
        }

        private static int run(String command, String[] names, String... further) {
            return Weir.run(Stream.concat(
                            Stream.of("bigquery", command, "--warehouse=" + names[0], "--bigquery=" + names[1]),
                            Arrays.stream(further))
                    .toArray(String[]::new));
        }
    }
}
