package dev.weir.source.files;

import dev.weir.model.RawRecords;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The {@code weir-files} data source: raw records from log files that land in a place or grow in it, as a stream or a
 * batch.
 *
 * <pre>{@code
 * spark.readStream().format("weir-files").option("idle", "60s").load("/var/log/nginx");
 * }</pre>
 *
 * <p>Options: {@code path}, {@code paths}, {@code ranges}, {@code idle}, {@code maxBytesPerTrigger}, {@code
 * maxRecordsPerTrigger}, {@code splitBytes}, {@code maxRatio}; see {@link FileOptions}.
 */
public final class FileSource implements TableProvider, DataSourceRegister {
    /** The name for {@code format(…)}. */
    public static final String NAME = "weir-files";

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return RawRecords.SCHEMA;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new FileTable();
    }
}
