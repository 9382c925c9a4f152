package dev.weir.launcher;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.ledger.Layer;
import dev.weir.ledger.VisibleSegment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof of answers, of those that are right and of those that somebody changed. */
class VerifyTest {
    private static final String DAY = "2026-11-20";

    @TempDir
    Path temp;

    @Test
    void tellsWhatSomebodyChanged() {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at(DAY + "T10:00:00Z", 1), Hit.at(DAY + "T10:01:00Z", 1));
        scene.batch();
        scene.stream(Hit.at(DAY + "T10:02:00Z", 3));

        Cli good = verify();
        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.json().get("day").asText()).isEqualTo(DAY);
        assertThat(good.json().get("equal").asBoolean()).isTrue();
        assertThat(good.json().get("checks")).hasSize(4).allSatisfy(check -> {
            assertThat(check.get("equal").asBoolean()).isTrue();
            assertThat(check.get("recomputed")).isEqualTo(check.get("stored"));
        });

        forge(scene, Layer.BATCH);
        Cli forged = verify();
        assertThat(forged.code()).isEqualTo(1);
        assertThat(forged.json().get("equal").asBoolean()).isFalse();
        JsonNode check = find(forged.json(), Layer.BATCH, "partials");
        assertThat(check.get("equal").asBoolean()).isFalse();
        assertThat(check.get("differing"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.asText()).startsWith("stored {").contains("forged"));
        assertThat(find(forged.json(), Layer.BATCH, "lines").get("equal").asBoolean())
                .isTrue();
        assertThat(find(forged.json(), Layer.SPEED, "partials").get("equal").asBoolean())
                .isTrue();

        forge(scene, Layer.SPEED);
        Cli text = Cli.run("verify", "--warehouse", temp, "--day", DAY);
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out().lines().filter(line -> line.startsWith("DIFFERENT")))
                .hasSize(2);
        assertThat(text.out()).contains("forged").endsWith(DAY + ": NOT EQUAL\n");
    }

    @Test
    void tellsWhatIsMissingInTheArchive() throws IOException {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at(DAY + "T10:00:00Z", 1));
        Path segment = children(children(temp.resolve("archive")).get(0)).get(0);
        List<Path> files = children(segment).stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .toList();
        for (Path file : files) {
            Files.delete(file);
        }

        Cli empty = verify();
        assertThat(empty.code()).isEqualTo(1);
        assertThat(empty.out()).as(empty.err()).isNotEmpty();
        assertThat(find(empty.json(), Layer.SPEED, "lines").get("recomputed").asText())
                .isEqualTo("0-0-0");
        Cli batch = Cli.run("batch", "--warehouse", temp);
        requireOneLine(batch, "batch: Unbalanced");

        try (Stream<Path> found = Files.walk(segment)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        for (Cli gone : List.of(verify(), Cli.run("batch", "--warehouse", temp))) {
            requireOneLine(gone, "Cannot read the archive: ");
            assertThat(gone.err()).contains("restore it from a backup");
        }
        assertThat(scene.ask("SELECT SUM(requests) FROM traffic"))
                .as("the answers stay")
                .containsExactly("1");
    }

    private static void requireOneLine(Cli failed, String beginning) {
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines()).as(failed.err()).hasSize(1);
        assertThat(failed.err()).contains(beginning);
    }

    private Cli verify() {
        return Cli.run("verify", "--warehouse", temp, "--day", DAY, "--json");
    }

    /** Adds a row to what one layer's segment says. */
    private static void forge(Scene scene, Layer layer) {
        VisibleSegment segment = scene.ledger().visible().stream()
                .filter(visible -> visible.layer() == layer)
                .findFirst()
                .orElseThrow();
        scene.tables
                .partials()
                .where("segment = '" + segment.segment() + "' AND rollup = 'sites' AND part = ''")
                .limit(1)
                .withColumn("d1", lit("forged"))
                .write()
                .format("delta")
                .mode(SaveMode.Append)
                .save(scene.directory.resolve("tables/partials").toString());
    }

    private static JsonNode find(JsonNode document, Layer layer, String table) {
        for (JsonNode check : document.get("checks")) {
            if (check.get("layer").asText().equals(layer.toString())
                    && check.get("table").asText().equals(table)) {
                return check;
            }
        }
        throw new AssertionError("No check of " + layer + " " + table + " in " + document);
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> found = Files.list(directory)) {
            return found.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
