package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Upgrade;
import dev.weir.warehouse.FormatUpgrade;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Milestones;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Warehouse;
import dev.weir.warehouse.WarehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warehouse as the program of format 1 left it: imports, a pin, batches of which one was superseded and cleaned up, dead letters, a
 * site with more clients than a distinct count keeps, and days that are partly live. With it lies what that program answered, as of each
 * position that could be asked for.
 */
class OlderFormatTest {
    /** The positions as of which answers are there. */
    private static final List<Integer> POSITIONS = List.of(5, 6, 8, 9, 10);

    /** Estimates rank values by another hash now. */
    private static final String ESTIMATES = "\"\"(clients|client_agents)\"\":1[0-9]{3}";

    @TempDir
    Path temp;

    @Test
    void answersAsBeforeOnceItIsUpgradedHoweverOftenThatWasInterrupted() throws IOException {
        Path directory = temp.resolve("warehouse");
        OlderWarehouse.unpack("format-1", directory);

        Cli refused = Cli.run("batch", "--warehouse", directory);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("it has format 1, and this version works on format 2; stop what writes to it and run"
                        + " `weir upgrade --warehouse " + directory + "`");
        assertThat(Cli.run("status", "--warehouse", directory, "--json")
                        .json()
                        .get("ledger_position")
                        .asInt())
                .as("what the ledger says, every version reads")
                .isEqualTo(10);

        int interrupted = interruptedUpgrades(directory);
        Cli again = Cli.run("upgrade", "--warehouse", directory);

        assertThat(interrupted).as("steps").isGreaterThan(5);
        assertThat(again.out()).isEqualTo(directory + " has the present format\n");
        assertThat(directory.resolve("tables/partials")).doesNotExist();
        assertThat(directory.resolve("upgrade.json")).doesNotExist();
        for (int position : POSITIONS) {
            assertThat(answers(directory, position)).as("as of " + position).isEqualTo(expected(directory, position));
        }
        Scene scene = new Scene(directory);
        assertThat(scene.ledger().entries().stream().filter(Upgrade.class::isInstance))
                .hasSize(1);
        assertThatThrownBy(scene::requireVerified)
                .as("what another model computed")
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("bring the day there by `weir batch`");
        Publication next = scene.batch().orElseThrow();
        scene.requireSound();
        assertThat(next.segments())
                .flatExtracting(BatchSegment::drift)
                .allSatisfy(drift -> assertThat(drift.unexplained()).isZero());
    }

    /** Runs the upgrade until it is not interrupted at the next of its steps; returns how often it was. */
    private static int interruptedUpgrades(Path directory) {
        SparkSession spark = Sessions.start("tests");
        for (int interrupted = 0; ; interrupted++) {
            AtomicInteger left = new AtomicInteger(interrupted);
            Milestones dies = milestone -> {
                if (left.getAndDecrement() == 0) {
                    throw new IllegalStateException("interrupted");
                }
            };
            Warehouse warehouse = Warehouse.openAny(directory.toString());
            FormatUpgrade upgrade = new FormatUpgrade(new Job(spark, warehouse, Clock.systemUTC(), dies));
            if (!warehouse.isOlder()) {
                upgrade.run();
                return interrupted;
            }
            assertThatThrownBy(upgrade::run).hasMessage("interrupted");
            if (Warehouse.openAny(directory.toString()).isOlder()) {
                assertThatThrownBy(() -> Warehouse.open(directory.toString(), HadoopSettings.ofProcess()))
                        .isInstanceOf(WarehouseException.class);
            }
        }
    }

    private static List<String> answers(Path directory, int position) {
        Cli answered =
                Cli.run("query", "--warehouse", directory, "--engine", "spark", "--as-of", position, "--csv", SQL);
        assertThat(answered.code()).as(answered.err()).isZero();
        return comparable(answered.out());
    }

    private static List<String> expected(Path directory, int position) throws IOException {
        return comparable(Files.readString(directory.resolve(position + ".csv")));
    }

    private static List<String> comparable(String csv) {
        return csv.lines().map(row -> row.replaceAll(ESTIMATES, "$1")).sorted().toList();
    }

    private static final String SQL =
            List.of("traffic", "paths", "status", "sites", "referrers", "not_found", "dead_letters").stream()
                            .map(view -> "SELECT '" + view + "' AS view, to_json(struct(*)) AS row FROM " + view)
                            .collect(java.util.stream.Collectors.joining(" UNION ALL "))
                    + " UNION ALL SELECT 'clients', to_json(named_struct('rows', count(*), 'requests', sum(requests), 'bytes',"
                    + " sum(bytes))) FROM clients UNION ALL SELECT 'events', to_json(named_struct('rows', count(*), 'paths',"
                    + " sum(length(url_path)))) FROM events";
}
