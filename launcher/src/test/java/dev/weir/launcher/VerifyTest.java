package dev.weir.launcher;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.batch.Verification;
import dev.weir.ledger.Layer;
import dev.weir.ledger.VisibleSegment;
import dev.weir.warehouse.Compactor;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
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
        JsonNode check = find(forged.json(), Layer.BATCH, "cells");
        assertThat(check.get("equal").asBoolean()).isFalse();
        assertThat(check.get("differing"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.asText()).startsWith("stored {").contains("forged"));
        assertThat(find(forged.json(), Layer.BATCH, "lines").get("equal").asBoolean())
                .isTrue();
        assertThat(find(forged.json(), Layer.SPEED, "cells").get("equal").asBoolean())
                .isTrue();

        forge(scene, Layer.SPEED);
        Cli text = Cli.run("verify", "--warehouse", temp, "--day", DAY);
        assertThat(text.code()).isEqualTo(1);
        assertThat(text.out().lines().filter(line -> line.startsWith("DIFFERENT")))
                .hasSize(2);
        assertThat(text.out()).contains("forged").endsWith(DAY + ": NOT EQUAL\n");
    }

    @Test
    void aDayOfManyMicroBatchesIsProvedByTheSameLooksAsOneOfFew() {
        Scene scene = new Scene(temp);
        // Copies count in each micro-batch by itself; one was parsed by other settings.
        Hit copied = Hit.at(DAY + "T10:00:00Z", 1);
        scene.stream(copied, copied);
        scene.stream(copied, Hit.at(DAY + "T10:01:00Z", 2));
        scene.pin("/logs/b.log", "combined", "UTC");
        scene.stream(copied, Hit.at("2026-11-21T10:01:00Z", 2));
        List<TableScans.Scan> few = TableScans.during(scene.spark, () -> requireEqual(scene, 6));
        scene.stream(copied, copied, copied);
        scene.stream(Hit.at(DAY + "T11:01:00Z", 5));

        List<TableScans.Scan> many = TableScans.during(scene.spark, () -> requireEqual(scene, 10));

        assertThat(many).hasSameSizeAs(few);
        String first = scene.ledger().speedSegment(1).id();
        forge(scene, Layer.SPEED);
        assertThat(new Verification(scene.job()).of(LocalDate.parse(DAY)))
                .filteredOn(check -> !check.equal())
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.segment()).isEqualTo(first);
                    assertThat(check.table()).isEqualTo("cells");
                    assertThat(check.differing()).singleElement().asString().contains("forged");
                });
    }

    @Test
    void aForgedCellOfACompactionIsFound() {
        Scene scene = new Scene(temp);
        Hit copied = Hit.at(DAY + "T10:00:00Z", 1);
        scene.stream(copied, copied);
        scene.pin("/logs/b.log", "combined", "UTC");
        scene.stream(copied, Hit.at(DAY + "T10:01:00Z", 2));
        new Compactor(scene.job(), 2).compact();
        // Lines of two micro-batches, and cells of one segment.
        requireEqual(scene, 3);
        String compaction = scene.ledger().compactions().get(4L).id();

        forge(scene, Layer.SPEED);

        assertThat(new Verification(scene.job()).of(LocalDate.parse(DAY)))
                .filteredOn(check -> !check.equal())
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.segment()).isEqualTo(compaction);
                    assertThat(check.table()).isEqualTo("cells");
                    assertThat(check.differing()).singleElement().asString().contains("forged");
                });
    }

    private static void requireEqual(Scene scene, int checks) {
        assertThat(new Verification(scene.job()).of(LocalDate.parse(DAY)))
                .hasSize(checks)
                .allMatch(Verification.Check::equal);
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
                .cells()
                .where("segment = '" + segment.segment() + "' AND rollup = 'sites'")
                .limit(1)
                .withColumn("d1", lit("forged"))
                .write()
                .format("delta")
                .mode(SaveMode.Append)
                .save(scene.warehouse.location() + "/tables/cells");
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
}
