package dev.weir.source.files;

import dev.weir.model.RawRecords;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Files as a table of raw records. */
final class FileTable implements SupportsRead {
    @Override
    public String name() {
        return FileSource.NAME;
    }

    // Table.schema() is deprecated for columns(), whose default calls it; it must be there all the same.
    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
        return RawRecords.SCHEMA;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_READ, TableCapability.MICRO_BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new FileScanBuilder(
                FileOptions.of(options), SparkSession.active().sessionState().newHadoopConf());
    }
}
