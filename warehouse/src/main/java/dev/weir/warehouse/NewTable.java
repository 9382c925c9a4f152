package dev.weir.warehouse;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.Table;
import dev.weir.model.SparkSchema;
import io.delta.storage.LogStore;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a Delta table, which is there once its first version is, whoever else makes it at this moment or died while he did. Delta
 * takes a directory that is not empty for a table, makes none there and then finds none, and plans for a second what needs no plan: so
 * its first version is written here, as
 * <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#actions">the log's protocol</a> has it.
 */
final class NewTable {
    /** What reads and writes a table of which nothing more is asked than columns that may not be null. */
    private static final int READERS = 1;

    private static final int WRITERS = 2;

    private static final JsonMapper JSON = new JsonMapper();

    private final SparkSession spark;
    private final Table table;
    private final Map<String, String> properties;

    NewTable(SparkSession spark, Table table, Map<String, String> properties) {
        this.spark = spark;
        this.table = table;
        this.properties = properties;
    }

    /** Makes it at a path, unless there is one. */
    void create(Path path) {
        if (DeltaTable.isDeltaTable(spark, path.toString())) {
            return;
        }
        Path first = LogVersion.first(path);
        Configuration hadoop = spark.sessionState().newHadoopConf();
        ObjectNode protocol = protocol();
        ObjectNode metadata = metadata();
        LogStore store = LogStores.of(first, hadoop);
        try {
            store.write(
                    first,
                    List.of(action("protocol", protocol), action("metaData", metadata))
                            .iterator(),
                    false,
                    hadoop);
            if (LogStores.isLocal(path)) {
                // As each later version has one there. Without it, Delta looks at all of the log in two Spark jobs
                // before it appends.
                store.write(
                        LogVersion.firstChecksum(path),
                        List.of(checksum(protocol, metadata)).iterator(),
                        true,
                        hadoop);
            }
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // By somebody else, and that is as good.
        } catch (IOException e) {
            throw new WarehouseException("Cannot make the table " + path + ": " + e.getMessage(), e);
        }
    }

    private static String action(String kind, ObjectNode said) {
        return JSON.createObjectNode().set(kind, said).toString();
    }

    private static ObjectNode protocol() {
        return JSON.createObjectNode().put("minReaderVersion", READERS).put("minWriterVersion", WRITERS);
    }

    private ObjectNode metadata() {
        ObjectNode metadata =
                JSON.createObjectNode().put("id", UUID.randomUUID().toString()).put("description", table.says());
        metadata.putObject("format").put("provider", "parquet").putObject("options");
        metadata.put("schemaString", SparkSchema.described(table).json());
        metadata.putArray("partitionColumns").add(Table.DAY);
        ObjectNode configuration = metadata.putObject("configuration");
        properties.forEach(configuration::put);
        return metadata;
    }

    /** What a version is said to add up to, of which Delta derives the next one's: a table without files. */
    private static String checksum(ObjectNode protocol, ObjectNode metadata) {
        ObjectNode checksum = JSON.createObjectNode()
                .put("tableSizeBytes", 0)
                .put("numFiles", 0)
                .put("numMetadata", 1)
                .put("numProtocol", 1);
        List.of("setTransactions", "domainMetadata", "allFiles").forEach(checksum::putArray);
        return checksum.<ObjectNode>set("metadata", metadata)
                .set("protocol", protocol)
                .toString();
    }
}
