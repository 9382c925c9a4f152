package dev.weir.warehouse;

import dev.weir.model.ModelFunctions;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark sessions as Weir needs them, on a laptop and on a cluster. */
public final class Sessions {
    private Sessions() {}

    /**
     * The session of this process, started if there is none. Runs on all local cores unless {@code spark.master} is set, as
     * spark-submit does.
     */
    public static SparkSession start(String name) {
        return start(name, 0);
    }

    /**
     * As {@link #start(String)}, for work that waits for others.
     *
     * @param waiting about how many tasks wait for a service instead of using a core: so many more run at a time than there
     *     are local cores, or all others would wait, too
     */
    public static SparkSession start(String name, int waiting) {
        int cores = Runtime.getRuntime().availableProcessors();
        SparkConf given = new SparkConf();
        boolean local =
                !given.contains("spark.master") || given.get("spark.master").startsWith("local");
        SparkSession.Builder builder = SparkSession.builder()
                .appName(name)
                .config("spark.sql.session.timeZone", "UTC")
                // As Spark 3.5 does: sums come round, as digests do, and a cast of what is no number is null. Spark 4
                // would fail.
                .config("spark.sql.ansi.enabled", "false")
                // A statement could read the environment, with what is secret there.
                .config("spark.sql.variable.substitute", "false")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.catalog." + ModelFunctions.CATALOG, ModelFunctions.class.getName())
                // Delta's own store for local files lets two processes commit the same version.
                .config("spark.delta.logStore.file.impl", LocalLinkLogStore.class.getName())
                // Delta's own store for Cloud Storage lists a whole log to see what is new in it.
                .config("spark.delta.logStore.gs.impl", CloudStorageLogStore.class.getName())
                .config("spark.delta.logStore.hdfs.impl", HdfsLogStore.class.getName())
                // Attempts are told apart by the ledger; files left by one are no one's business.
                .config("spark.sql.files.ignoreMissingFiles", "false")
                // Without it, a damaged page may still decompress, to other bytes.
                .config("spark.hadoop." + ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, "true")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                // A micro-batch runs some 150 generated classes; with the default of 100 none would be found again.
                .config("spark.sql.codegen.cache.maxEntries", "5000")
                // Java never compiles a method of more than 8,000 bytes, and Spark makes such of a table of many
                // columns.
                .config("spark.sql.codegen.hugeMethodLimit", given.get("spark.sql.codegen.hugeMethodLimit", "8000"))
                // Files of several days side by side: otherwise every row is sorted by its day first. Each takes an
                // upload's chunk of memory, see HadoopSettings, which an executor's core has several times.
                .config(
                        "spark.sql.maxConcurrentOutputFileWriters",
                        given.get("spark.sql.maxConcurrentOutputFileWriters", "16"))
                // A checkpoint's directories are listed after each micro-batch; a restart needs the last two.
                .config(
                        "spark.sql.streaming.minBatchesToRetain",
                        given.get("spark.sql.streaming.minBatchesToRetain", "10"))
                // Delta's vacuum makes as many tasks, whatever there is to list: 10,000 unless it is told.
                .config(
                        "spark.sql.sources.parallelPartitionDiscovery.parallelism",
                        given.get("spark.sql.sources.parallelPartitionDiscovery.parallelism", local ? "8" : "200"));
        HadoopSettings.defaults(builder, given, local);
        if (local) {
            builder.master(given.get("spark.master", "local[" + (cores + waiting) + "]"))
                    .config("spark.default.parallelism", given.get("spark.default.parallelism", String.valueOf(cores)))
                    .config("spark.ui.enabled", given.get("spark.ui.enabled", "false"))
                    .config("spark.driver.host", "localhost")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", String.valueOf(cores))
                    // It replans each of a query's stages, which pays where there are many partitions.
                    .config("spark.sql.adaptive.enabled", given.get("spark.sql.adaptive.enabled", "false"))
                    // In how many parts a table's files are looked through: a cluster has more of them, and more cores.
                    .config("spark.databricks.delta.snapshotPartitions", "1")
                    // A laptop that slept is no executor that is lost: without this, Spark gives up on itself after two
                    // minutes of sleep, and ends its process ten minutes later.
                    .config("spark.storage.blockManagerHeartbeatTimeoutMs", "3650d");
        }
        return builder.getOrCreate();
    }
}
