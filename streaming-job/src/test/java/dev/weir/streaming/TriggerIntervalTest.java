package dev.weir.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerIntervalTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "/var/lib/weir, PT1S",
        "gs://acme-weir/warehouse, PT10S",
        "s3a://acme-weir/warehouse, PT10S",
        "hdfs://namenode:8020/warehouse, PT10S"
    })
    void aMicroBatchASecondOnALocalDiskAndEveryTenElsewhere(String location, String interval) {
        assertThat(TriggerInterval.of(location)).hasToString(interval);
    }

    @Test
    void aWarehouseOnThisMachineIsLocalHoweverItWasNamed() {
        String named = temp.resolve("warehouse").toUri().toString();
        Warehouse warehouse = Warehouse.openOrCreate(named, HadoopSettings.ofProcess());

        assertThat(named).startsWith("file:");
        assertThat(TriggerInterval.of(warehouse.location())).hasToString("PT1S");
    }
}
