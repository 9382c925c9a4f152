package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Table;
import dev.weir.generator.GeneratedLogs;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.generator.Secrets;
import dev.weir.generator.Truth;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.warehouse.Milestone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the split, the order, the failures and the moments at which the batch layer runs: the answers are the truth. */
class LayersPropertyTest {
    private static final int LINES = 1500;
    private static final int MICRO_BATCHES = 6;
    private static final List<Milestone> FAILURES = List.of(Milestone.LANDED, Milestone.WRITTEN, Milestone.ADMITTED);

    @TempDir
    Path temp;

    private Scene scene;
    private Random random;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261120})
    void theAnswersAreTheTruthHoweverTheyCameAbout(long seed) throws IOException {
        random = new Random(seed);
        scene = new Scene(temp.resolve("warehouse"));
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(LINES, seed), temp);
        List<RawLine> lines = lines(logs);
        Collections.shuffle(lines, random);

        int from = 0;
        for (int batch = 0; batch < MICRO_BATCHES; batch++) {
            int to = batch == MICRO_BATCHES - 1 ? LINES : from + random.nextInt((LINES - from) / 2);
            stream(batch, lines.subList(from, to));
            from = to;
            if (random.nextInt(3) == 0) {
                scene.batch();
            }
            requireBalance(from);
        }
        scene.batch();

        requireBalance(LINES);
        scene.requireSound();
        Truth truth = Truth.read(temp);
        assertThat(scene.differences(truth)).isEmpty();
        assertThat(scene.differences(altered(truth)))
                .as("what it finds where answers are others, too many and missing")
                .hasSize(3)
                .anyMatch(difference -> difference.matches("sites .* bytes: expected \\d+, got \\d+"))
                .anyMatch(difference -> difference.matches("sites .*: not in the truth"))
                .anyMatch(difference -> difference.matches("sites .* elsewhere : missing"));
        assertThat(scene.ledger().accounting().merged().accepted())
                .isEqualTo(logs.totals().accepted());
        assertThat(scene.ledger().accounting().merged().duplicates())
                .isEqualTo(logs.totals().duplicates());
        assertThat(scene.ledger().accounting().merged().rejected())
                .isEqualTo(logs.totals().rejected());
        requireNoSecret(lines);
    }

    /** Whether or not a row is visible. */
    private void requireNoSecret(List<RawLine> lines) {
        String archived = lines.stream().map(RawLine::text).collect(Collectors.joining("\n"));
        List<String> planted =
                Secrets.PLANTED.stream().filter(archived::contains).toList();
        assertThat(planted).as("secrets in what came").isNotEmpty();
        for (Table table : scene.tables.catalogue().tables()) {
            List<String> rows = scene.tables
                    .rows(table)
                    .selectExpr(table.names().stream()
                            .map(name -> name.equals("raw") ? "CAST(raw AS STRING) AS raw" : name)
                            .toArray(String[]::new))
                    .toJSON()
                    .collectAsList();
            assertThat(rows).isNotEmpty().noneMatch(row -> planted.stream().anyMatch(row::contains));
        }
    }

    /** Streams a micro-batch, at random after failed attempts, and at random once more after it succeeded. */
    private void stream(int batch, List<RawLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        while (random.nextInt(3) == 0) {
            Milestone last = FAILURES.get(random.nextInt(FAILURES.size()));
            try {
                scene.stream("stream", batch, lines, milestone -> {
                    if (milestone == last) {
                        throw new IllegalStateException("killed");
                    }
                });
            } catch (IllegalStateException killed) {
                assertThat(killed).hasMessage("killed");
            }
        }
        SpeedSegment admitted = scene.stream("stream", batch, lines);
        assertThat(admitted.received()).isEqualTo(lines.size());
        if (random.nextInt(3) == 0) {
            assertThat(scene.stream("stream", batch, lines)).isEqualTo(admitted);
        }
    }

    private void requireBalance(int received) {
        Ledger ledger = scene.ledger();
        assertThat(ledger.accounting().merged().total()).isEqualTo(received);
        assertThat(Scene.unexplained(ledger)).isZero();
    }

    /** All lines, each at its place; a file that was delivered again is read again. */
    private List<RawLine> lines(GeneratedLogs logs) throws IOException {
        List<RawLine> lines = new ArrayList<>();
        for (Path file : logs.files(temp).toList()) {
            String text = text(file);
            int end;
            for (int from = 0; from < text.length(); from = end + 1) {
                end = text.indexOf('\n', from);
                // The last line of a file may have no line end.
                end = end < 0 ? text.length() : end;
                lines.add(new RawLine(file.toString(), file.getFileName().toString(), from, text.substring(from, end)));
            }
        }
        return lines;
    }

    private static String text(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The truth about other lines: of the sites, one has a byte more, and another is elsewhere. */
    private static Truth altered(Truth truth) {
        List<Map<String, Object>> sites = new ArrayList<>(truth.rows("sites"));
        Map<String, Object> first = new HashMap<>(sites.get(0));
        first.merge("bytes", 1L, (bytes, more) -> ((Number) bytes).longValue() + 1);
        Map<String, Object> second = new HashMap<>(sites.get(1));
        second.put("site", "elsewhere");
        sites.set(0, first);
        sites.set(1, second);
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>(truth.tables());
        tables.put("sites", sites);
        return new Truth(tables, truth.totals());
    }
}
