package dev.weir.serving.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.serving.delta.ActiveFile;
import dev.weir.serving.delta.DeltaLogReader;
import dev.weir.serving.delta.Snapshot;
import dev.weir.serving.delta.TextRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaLogTest {
    private static final String PROTOCOL = "{'protocol':{'minReaderVersion':1,'minWriterVersion':2}}";

    private static final String METADATA =
            "{'metaData':{'format':{'provider':'parquet'},'configuration':{},'schemaString':"
                    + "'{\\'fields\\':[{\\'name\\':\\'segment\\',\\'type\\':\\'string\\'}]}'}}";

    @TempDir
    Path table;

    private DuckDbDatabase database;
    private DeltaLogReader reader;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(table.resolve("_delta_log"));
        database = DuckDbDatabase.open(List.of(table), "500MB");
        reader = new DeltaLogReader(table, new ParquetCheckpoints(database));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasAddedAndNotRemovedIsActive() throws IOException {
        commit(0, PROTOCOL, METADATA, add("day=2026-11-20/a.parquet"), add("b.parquet"));
        commit(1, "{'commitInfo':{}}", "{'remove':{'path':'b.parquet'}}", add("c%20d%2525.parquet"));

        Snapshot snapshot = reader.read();

        assertThat(snapshot.version()).isEqualTo(1);
        assertThat(snapshot.columns()).extracting(Snapshot.Column::name).containsExactly("segment");
        assertThat(snapshot.files())
                .extracting(ActiveFile::file)
                .containsExactly(table.resolve("c d%25.parquet"), table.resolve("day=2026-11-20/a.parquet"));
    }

    @Test
    void aFilesPartitionSizeAndRangesAreTold() throws IOException {
        commit(
                0,
                PROTOCOL,
                METADATA,
                "{'add':{'path':'a.parquet','size':7,'partitionValues':{'day':'2026-11-20','zone':null},'stats':"
                        + "'{\\'numRecords\\':1,\\'minValues\\':{\\'segment\\':\\'a\\',\\'n\\':1},\\'maxValues\\':{\\'segment\\':\\'c\\',\\'n\\':2}}'}}");

        assertThat(reader.read().files())
                .containsExactly(new ActiveFile(
                        table.resolve("a.parquet"),
                        Map.of("day", Optional.of("2026-11-20"), "zone", Optional.empty()),
                        7,
                        Map.of("segment", new TextRange("a", "c"))));
    }

    @ParameterizedTest
    @CsvSource({"a, true", "b, true", "c, true", "c0, false", "A, false", "d, false"})
    void aRangeTellsWhatIsNotThere(String text, boolean may) {
        assertThat(new TextRange("a", "c").mayHave(text)).isEqualTo(may);
    }

    @Test
    void aReaderGoesOnWhereItWas() throws IOException {
        commit(0, PROTOCOL, METADATA, add("a.parquet"));
        Snapshot first = reader.read();
        assertThat(reader.read()).isSameAs(first);
        commit(1, "{'remove':{'path':'a.parquet'}}", add("b.parquet"));
        // It is not looked at again.
        Files.writeString(table.resolve("_delta_log/00000000000000000000.json"), "torn");

        assertThat(reader.read().files()).extracting(ActiveFile::file).containsExactly(table.resolve("b.parquet"));
        assertThat(first.files()).extracting(ActiveFile::file).containsExactly(table.resolve("a.parquet"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'protocol':{'minReaderVersion':2,'minWriterVersion':5}} | reader version 2
                    {'protocol':{'minReaderVersion':3,'minWriterVersion':7,'readerFeatures':['deletionVectors']}} | reader version 3 with features ["deletionVectors"]
                    {'protocol':{}} | reader version
                    {'add':{'path':'a','deletionVector':{'storageType':'u'}}} | deletion vectors
                    {'add':{'path':'s3://bucket/a'}} | a file elsewhere, s3://bucket/a
                    {'metaData':{'format':{'provider':'parquet'},'configuration':{'delta.columnMapping.mode':'name'}}} | column mapping by name
                    {'metaData':{'format':{'provider':'orc'}}} | files in the format 'orc'
                    {'sidecar':{'path':'x'}} | a V2 checkpoint
                    {'nonsense':{}} | the action nonsense
                    """)
    void whatItDoesNotKnowItRefuses(String action, String what) throws IOException {
        commit(0, PROTOCOL, METADATA);
        commit(1, action);

        assertThatThrownBy(reader::read)
                .hasMessageStartingWith("Cannot read " + file(1) + ": it has " + what)
                .hasMessageEndingWith("which this reader does not know; ask with --engine spark");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'add':{'path':'a.par | it is torn, or no JSON
                    7 | it is torn, or no JSON
                    ~~ | it is empty
                    {'add':{'path':'a b'}} | it names a file 'a b'
                    {'add':{}} | it names a file ''
                    {'add':{'path':'a','stats':'{'}} | its statistics are no JSON
                    {'metaData':{'format':{'provider':'parquet'},'schemaString':'{'}} | its schema is no JSON
                    """)
    void whatIsBrokenIsNamed(String action, String why) throws IOException {
        commit(0, PROTOCOL, METADATA);
        commit(1, action);

        assertThatThrownBy(reader::read)
                .hasMessage("Cannot read " + file(1) + ": " + why + "; restore it from a backup");
    }

    @Test
    void aHoleIsNamed() throws IOException {
        commit(0, PROTOCOL, METADATA);
        commit(40, add("a.parquet"));

        assertThatThrownBy(reader::read)
                .hasMessage("Cannot read " + file(1)
                        + ": it is missing, and version 40 is there; restore it from a backup");
    }

    @Test
    void aLogWithoutBeginningIsNamed() throws IOException {
        commit(120, add("a.parquet"));

        assertThatThrownBy(reader::read)
                .hasMessageContaining("there is neither a checkpoint nor version 0; restore it from a backup");
        Files.delete(file(120));
        Files.delete(table.resolve("_delta_log"));
        assertThatThrownBy(reader::read).hasMessageContaining("there is no such directory; restore it from a backup");
    }

    @Test
    void aLogWithoutProtocolOrSchemaIsNamed() throws IOException {
        commit(0, PROTOCOL);

        assertThatThrownBy(reader::read).hasMessageContaining("it says nothing of the table's protocol or schema");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000000000000000003.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.json | it has a V2 checkpoint",
                "00000000000000000003.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.parquet | it has a V2 checkpoint",
                "00000000000000000003.checkpoint.parquet | it is no whole Parquet file",
                "00000000000000000003.checkpoint.0000000001.0000000002.parquet | neither a checkpoint nor version 0",
            })
    void checkpointsThatCannotBeReadAreNamed(String name, String why) throws IOException {
        Files.writeString(table.resolve("_delta_log").resolve(name), "x");

        assertThatThrownBy(reader::read).hasMessageContaining(why);
    }

    @Test
    void aHintOfAV2CheckpointIsRefused() throws IOException {
        commit(0, PROTOCOL, METADATA);
        Files.writeString(
                table.resolve("_delta_log/_last_checkpoint"), "{\"version\":3,\"v2Checkpoint\":{\"path\":\"x\"}}");

        assertThatThrownBy(reader::read).hasMessageContaining("it has a V2 checkpoint");
    }

    private void commit(long version, String... actions) throws IOException {
        Files.writeString(
                file(version), String.join("\n", actions).replace("\\'", "\\\"").replace('\'', '"'));
    }

    private Path file(long version) {
        return table.resolve("_delta_log/%020d.json".formatted(version));
    }

    private static String add(String path) {
        return "{'add':{'path':'" + path + "','size':1,'partitionValues':{}}}";
    }
}
