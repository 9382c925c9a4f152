package dev.weir.warehouse;

import dev.weir.catalogue.Table;
import dev.weir.model.SparkSchema;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a Delta table, which is there once its first version is, whoever else makes it at this moment or died while he did. Delta
 * takes a directory that is not empty for a table, makes none there and then finds none: so it makes one elsewhere, and what that
 * begins with is put in place, if nobody else's is there.
 */
final class NewTable {
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
        try {
            LogStores.of(first, hadoop).write(first, beginning().iterator(), false, hadoop);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // By somebody else, and that is as good.
        } catch (IOException e) {
            throw new WarehouseException("Cannot make the table " + path + ": " + e.getMessage(), e);
        }
    }

    private List<String> beginning() throws IOException {
        java.nio.file.Path scratch = Files.createTempDirectory("weir-table");
        try {
            Path elsewhere = new Path(scratch.resolve(table.name()).toUri());
            DeltaTableBuilder builder = DeltaTable.create(spark)
                    .location(elsewhere.toString())
                    .comment(table.says())
                    .addColumns(SparkSchema.described(table))
                    .partitionedBy(Table.DAY);
            properties.forEach(builder::property);
            builder.execute();
            return Files.readAllLines(
                    java.nio.file.Path.of(LogVersion.first(elsewhere).toUri().getPath()));
        } finally {
            FileUtil.fullyDelete(scratch.toFile());
        }
    }
}
