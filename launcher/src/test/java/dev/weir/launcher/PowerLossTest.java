package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.chaos.ForgetfulDisk;
import dev.weir.chaos.Platter;
import dev.weir.chaos.PowerCut;
import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Ledger;
import dev.weir.process.ChildJvm;
import dev.weir.warehouse.Disk;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.LedgerLog;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerLossTest {
    @TempDir
    Path temp;

    private Path home;
    private Platter platter;

    @BeforeEach
    void writeToAForgetfulDisk() throws IOException {
        home = Files.createDirectory(temp.resolve("home"));
        platter = new Platter(temp.resolve("platter"));
        platter.forceAll(home);
        properties().forEach(System::setProperty);
    }

    @AfterEach
    void writeToAnOrdinaryDisk() {
        properties().keySet().forEach(System::clearProperty);
    }

    private Map<String, String> properties() {
        return Map.of(
                "spark.hadoop." + Disk.SETTING,
                ForgetfulDisk.class.getName(),
                "spark.hadoop." + ForgetfulDisk.PLATTER,
                platter.directory().toString());
    }

    @Test
    void whatNobodyForcedIsForgotten() throws IOException {
        Path kept = Files.writeString(home.resolve("kept"), "before");
        Path dropped = home.resolve("dropped");
        Files.writeString(dropped, "before");
        platter.forceAll(home);
        Files.writeString(home.resolve("new"), "unforced");
        Files.writeString(kept, "changed");
        Files.delete(dropped);

        strike(0);

        assertThat(home.resolve("new")).doesNotExist();
        assertThat(kept).isEmptyFile();
        assertThat(dropped).hasContent("before");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void everyEntryThatWasAppendedIsThereAfterwards(long seed) throws IOException {
        Configuration hadoop = HadoopSettings.ofProcess();
        LedgerLog ledger = Warehouse.openOrCreate(home.resolve("warehouse").toString(), hadoop)
                .ledger();
        for (int entry = 1; entry <= 20; entry++) {
            ledger.append(new Cleanup(Instant.ofEpochSecond(entry), 0));
        }
        Files.writeString(home.resolve("warehouse/ledger").resolve(String.format("%020d.json", 21)), "{\"kind\":");

        strike(seed);

        Path torn = home.resolve("warehouse/ledger").resolve(String.format("%020d.json", 21));
        LedgerLog after =
                Warehouse.open(home.resolve("warehouse").toString(), hadoop).ledger();
        if (Files.exists(torn)) {
            assertThatThrownBy(after::read).hasMessageContaining("it is the last one and ends in the middle");
            Files.delete(torn);
        }
        assertThat(after.read()).isEqualTo(ledger.read());
    }

    @Test
    void allThatTheLedgerNamesIsThereAfterwards() throws IOException {
        SparkSession spark = Sessions.start("tests");
        Map<String, String> settings = properties().entrySet().stream()
                .collect(Collectors.toMap(
                        property -> property.getKey().substring("spark.hadoop.".length()), Map.Entry::getValue));
        settings.forEach(spark.conf()::set);
        try {
            Scene scene = new Scene(home.resolve("warehouse"));
            Hit one = Hit.at("2026-11-20T10:00:00Z", 1);
            scene.stream(one);
            scene.stream(one, Hit.at("2026-11-21T10:05:00Z", 2));
            scene.batch();
            for (long seed = 0; seed < 2; seed++) {
                scene.stream(Hit.at("2026-11-20T11:00:00Z", 3 + (int) seed));
                Ledger before = scene.ledger();
                List<String> answers = scene.outline();

                strike(seed);

                DeltaLog.clearCache();
                scene = new Scene(home.resolve("warehouse"));
                assertThat(scene.ledger()).as("seed %d", seed).isEqualTo(before);
                assertThat(scene.outline()).as("seed %d", seed).isEqualTo(answers);
            }
            scene.requireSound();
        } finally {
            settings.keySet().forEach(spark.conf()::unset);
            DeltaLog.clearCache();
        }
    }

    @Test
    void aStreamGoesOnWhereItsLedgerEnds() throws IOException, InterruptedException {
        Path logs = Files.createDirectory(temp.resolve("logs"));
        Files.write(
                logs.resolve("access.log"),
                IntStream.range(0, 30)
                        .mapToObj(second -> Hit.at(
                                        Instant.parse("2026-11-20T10:00:00Z")
                                                .plusSeconds(second)
                                                .toString(),
                                        second)
                                .ingress())
                        .toList());

        assertThat(stream("admitted:2", logs)).isEqualTo(137);
        strike(0);
        long admitted = received();
        assertThat(admitted).isGreaterThanOrEqualTo(20);
        assertThat(stream("", logs)).isZero();

        assertThat(received()).isEqualTo(30);
        Ledger ledger = Warehouse.open(home.resolve("warehouse").toString(), HadoopSettings.ofProcess())
                .ledger()
                .read();
        assertThat(ledger.speedSegments()
                        .map(Ledger.Admitted::segment)
                        .map(speed -> speed.stream())
                        .distinct())
                .as("the checkpoint is the same")
                .hasSize(1);
        assertThat(ledger.accounting().merged().accepted()).isEqualTo(30);
    }

    private int stream(String killAt, Path logs) throws IOException, InterruptedException {
        try (ChildProcess child = ChildProcess.start(
                ChildJvm.likeThis().classPath(),
                Weir.class,
                Map.of(),
                Map.of("WEIR_KILL_AT", killAt),
                "stream",
                "--warehouse",
                home.resolve("warehouse"),
                "--dir",
                logs,
                "--available-now",
                "--idle",
                "0",
                "--max-lines",
                "10")) {
            return child.await();
        }
    }

    private long received() {
        return Warehouse.open(home.resolve("warehouse").toString(), HadoopSettings.ofProcess())
                .ledger()
                .read()
                .summary()
                .received();
    }

    /** @param seed of what survives though nobody forced it; with 0, nothing does */
    private void strike(long seed) throws IOException {
        Random random = new Random(seed);
        new PowerCut(platter, () -> seed != 0 && random.nextBoolean()).strike(home);
    }
}
