package dev.weir.warehouse;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** How Hadoop's file systems are set up, the same for what goes through Spark and what does not. */
public final class HadoopSettings {
    private static final Map<String, String> EVERYWHERE = Map.of(
            // What Dataproc's images say; the connector registers only the other of its two interfaces by itself.
            "fs.AbstractFileSystem.gs.impl",
            "com.google.cloud.hadoop.fs.gcs.GoogleHadoopFS",
            // Each file that is being written holds as much memory, and a micro-batch writes one a day and table.
            "fs.gs.outputstream.upload.chunk.size",
            String.valueOf(8 << 20),
            // A file that is looked for is mostly there: to ask at the same time whether it is a directory is a
            // listing, which costs twelve times as much as the answer.
            "fs.gs.status.parallel.enable",
            "false",
            // No name of Weir's is a file and a directory: to make sure, a listing and a look at each parent, is
            // needless.
            "fs.gs.create.items.conflict.check.enable",
            "false",
            // A directory is where its files are: an empty object in its name tells nothing more.
            "fs.gs.implicit.dir.repair.enable",
            "false");

    /** For a process whose warehouse may lie on its own disk. Executors elsewhere may have to start without Weir's classes. */
    private static final Map<String, String> LOCAL = Map.of(
            "fs.file.impl",
            DurableLocalFileSystem.class.getName(),
            "fs.AbstractFileSystem.file.impl",
            DurableLocalFs.class.getName(),
            // Whoever asked first, with other settings or none, would have chosen for all of this process.
            "fs.file.impl.disable.cache",
            "true");

    private HadoopSettings() {}

    /** The settings of this process: Hadoop's own files, and what {@code spark.hadoop.*} properties say. */
    public static Configuration ofProcess() {
        SparkConf conf = new SparkConf();
        EVERYWHERE.forEach((name, value) -> conf.setIfMissing("spark.hadoop." + name, value));
        LOCAL.forEach((name, value) -> conf.setIfMissing("spark.hadoop." + name, value));
        return SparkHadoopUtil.get().newConfiguration(conf);
    }

    /**
     * Gives a session the settings that it was not given otherwise.
     *
     * @param local whether it runs in this process
     */
    static void defaults(SparkSession.Builder builder, SparkConf given, boolean local) {
        EVERYWHERE.forEach((name, value) -> setDefault(builder, given, name, value));
        if (local) {
            LOCAL.forEach((name, value) -> setDefault(builder, given, name, value));
        }
    }

    private static void setDefault(SparkSession.Builder builder, SparkConf given, String name, String value) {
        builder.config("spark.hadoop." + name, given.get("spark.hadoop." + name, value));
    }
}
