package dev.weir.warehouse;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** How Hadoop's file systems are set up, the same for what goes through Spark and what does not. */
public final class HadoopSettings {
    private static final Map<String, String> CLOUD_STORAGE = Map.of(
            // What Dataproc's images say; the connector registers only the other of its two interfaces by itself.
            "fs.AbstractFileSystem.gs.impl",
            "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFS",
            // Each file that is being written holds as much memory, and a micro-batch writes one a day and table.
            "fs.gs.outputstream.upload.chunk.size",
            String.valueOf(8 << 20));

    private HadoopSettings() {}

    /** The settings of this process: Hadoop's own files, and what {@code spark.hadoop.*} properties say. */
    public static Configuration ofProcess() {
        SparkConf conf = new SparkConf();
        CLOUD_STORAGE.forEach((name, value) -> conf.setIfMissing("spark.hadoop." + name, value));
        return SparkHadoopUtil.get().newConfiguration(conf);
    }

    static void defaults(SparkSession.Builder builder, SparkConf given) {
        CLOUD_STORAGE.forEach(
                (name, value) -> builder.config("spark.hadoop." + name, given.get("spark.hadoop." + name, value)));
    }
}
