package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.answers.Answers;
import dev.weir.catalogue.Table;
import dev.weir.model.SparkSchema;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

class TablesTest {
    @TempDir
    Path temp;

    private final SparkSession spark = Sessions.start("tests");

    private Tables tables(String name) {
        Tables tables = new Tables(
                spark,
                Warehouse.openOrCreate(temp.resolve(name).toString(), HadoopSettings.ofProcess())
                        .with(Answers.CATALOGUE));
        tables.create();
        return tables;
    }

    @ParameterizedTest
    @CsvSource({"lines, 'segment,outcome,timestamp'", "cells, 'segment,rollup,time'"})
    void aNewTableIsWhatDeltaWouldHaveMade(String name, String indexed) throws JsonProcessingException {
        Tables tables = tables("warehouse");
        Table table = name.equals("lines") ? Answers.CATALOGUE.lines() : Answers.CATALOGUE.cells();
        Snapshot made = tables.snapshot(table);
        Path elsewhere = temp.resolve("elsewhere");
        DeltaTableBuilder builder = DeltaTable.create(spark)
                .location(elsewhere.toString())
                .comment(table.says())
                .addColumns(SparkSchema.described(table))
                .partitionedBy(Table.DAY);
        Map.of(
                        "delta.checkpointInterval", "50",
                        "delta.dataSkippingStatsColumns", indexed,
                        "delta.deletedFileRetentionDuration", "interval 2 days",
                        "delta.enableExpiredLogCleanup", "false")
                .forEach(builder::property);
        builder.execute();
        Snapshot deltas = DeltaLog.forTable(spark, elsewhere.toString()).update(false, Option.empty(), Option.empty());

        assertThat(made.version()).isZero();
        assertThat(made.protocol()).isEqualTo(deltas.protocol());
        assertThat(withoutOrigin(made.metadata())).isEqualTo(withoutOrigin(deltas.metadata()));
        assertThat(made.metadata().id()).isNotEqualTo(deltas.metadata().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "cells"})
    void aNewTableSaysWhatItAddsUpToSoThatNoJobHasToFindOut(String name) {
        Snapshot made = tables("warehouse")
                .snapshot(name.equals("lines") ? Answers.CATALOGUE.lines() : Answers.CATALOGUE.cells());

        VersionChecksum said = made.checksumOpt().get();

        VersionChecksum found = made.computeChecksum();
        assertThat(said.numFiles()).isEqualTo(found.numFiles()).isZero();
        assertThat(said.tableSizeBytes()).isEqualTo(found.tableSizeBytes()).isZero();
        assertThat(said.numMetadata()).isEqualTo(found.numMetadata());
        assertThat(said.numProtocol()).isEqualTo(found.numProtocol());
        assertThat(said.metadata()).isEqualTo(found.metadata());
        assertThat(said.protocol()).isEqualTo(found.protocol());
        assertThat(said.setTransactions()).isEqualTo(found.setTransactions());
        assertThat(said.domainMetadata()).isEqualTo(found.domainMetadata());
        assertThat(said.allFiles().get().isEmpty()).isTrue();
    }

    /** All but which table it is, and since when. */
    private static JsonNode withoutOrigin(Metadata metadata) throws JsonProcessingException {
        ObjectNode said =
                (ObjectNode) new JsonMapper().readTree(metadata.json()).get("metaData");
        return said.without(List.of("id", "createdTime"));
    }

    @Test
    void whoMakesATableThatIsThereLeavesItAsItIs() throws Exception {
        Path first = temp.resolve("warehouse/tables/cells/_delta_log/00000000000000000000.json");
        tables("warehouse");
        String before = Files.readString(first);

        Dataset<Row> cells = tables("warehouse").cells();

        assertThat(cells.count()).isZero();
        assertThat(Files.readString(first)).isEqualTo(before);
    }
}
