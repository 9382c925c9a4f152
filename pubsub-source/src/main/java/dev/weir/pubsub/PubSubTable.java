package dev.weir.pubsub;

import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A subscription as a table that can only be streamed. */
final class PubSubTable implements SupportsRead {
    @Override
    public String name() {
        return PubSubSource.NAME;
    }

    // Table.schema() is deprecated for columns(), whose default calls it; it must be there all the same.
    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
        return PubSubSource.SCHEMA;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.MICRO_BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        PubSubOptions checked = PubSubOptions.of(options, System.getenv());
        return () ->
                new PubSubScan(checked, SparkSession.active().sessionState().newHadoopConf());
    }
}
