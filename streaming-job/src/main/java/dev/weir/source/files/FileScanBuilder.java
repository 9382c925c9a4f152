package dev.weir.source.files;

import dev.weir.model.RawRecords;
import dev.weir.warehouse.WallClock;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Learns which columns are wanted: a count, say, copies no line. */
final class FileScanBuilder implements ScanBuilder, SupportsPushDownRequiredColumns {
    private final FileOptions options;
    private final Configuration conf;
    private StructType columns = RawRecords.SCHEMA;

    FileScanBuilder(FileOptions options, Configuration conf) {
        this.options = options;
        this.conf = conf;
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = required;
    }

    @Override
    public Scan build() {
        return new FileScan(options, columns, conf, WallClock.ofProcess());
    }
}
