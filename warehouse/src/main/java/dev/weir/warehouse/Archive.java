package dev.weir.warehouse;

import dev.weir.ledger.RawSegment;
import dev.weir.model.Lines;
import dev.weir.model.RawRecords;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * The raw archive, the master data set: Parquet under {@code arrival_day=…/raw_segment=…}, one directory an attempt, never
 * changed. What is not in the ledger was never landed; {@link CleanUp} removes such left-overs.
 */
public final class Archive {
    private static final String DAY = "arrival_day";

    private final Path directory;
    private final Configuration hadoop;

    Archive(Path directory, Configuration hadoop) {
        this.directory = directory;
        this.hadoop = hadoop;
    }

    /** Writes raw records of {@link RawRecords#SCHEMA} under a new segment's id. */
    public void land(Dataset<Row> raw, LocalDate day, String segment) {
        raw.write()
                .mode(SaveMode.ErrorIfExists)
                .option("compression", "zstd")
                // The ledger says what was landed.
                .option("spark.sql.parquet.output.committer.class", InPlaceCommitter.class.getName())
                .parquet(path(day, segment).toString());
    }

    /** The records of one segment, with {@link Lines#RAW_SEGMENT}. */
    public Dataset<Row> read(SparkSession spark, LocalDate day, String segment) {
        return read(spark, List.of(path(day, segment)));
    }

    /** The records of segments, with {@link Lines#RAW_SEGMENT}. */
    public Dataset<Row> read(SparkSession spark, Collection<RawSegment> segments) {
        return read(
                spark,
                segments.stream().map(raw -> path(raw.arrivalDay(), raw.id())).toList());
    }

    private Dataset<Row> read(SparkSession spark, List<Path> paths) {
        var schema = RawRecords.SCHEMA.add(Lines.RAW_SEGMENT, DataTypes.StringType, false);
        if (paths.isEmpty()) {
            return spark.createDataFrame(List.of(), schema);
        }
        try {
            return spark.read()
                    .schema(schema)
                    .option("basePath", directory.toString())
                    // Without it, a damaged page may still decompress, to other bytes.
                    .option(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true)
                    .parquet(paths.stream().map(Archive::literal).toArray(String[]::new));
        } catch (Exception e) {
            // Spark's analysis errors are checked in Scala only.
            if (e instanceof org.apache.spark.sql.AnalysisException) {
                throw new WarehouseException(
                        "Cannot read the archive: " + e.getMessage() + "; restore it from a backup", e);
            }
            throw e;
        }
    }

    /** Looks after segments' files. */
    public Inspection inspection() {
        return new Inspection(segment -> path(segment.arrivalDay(), segment.id()), hadoop);
    }

    /** The directories of all segments, whoever wrote them. */
    List<FileStatus> segments() throws IOException {
        FileStatus[] found =
                files().globStatus(new Path(literal(directory) + "/" + DAY + "=*/" + Lines.RAW_SEGMENT + "=*"));
        return found == null ? List.of() : List.of(found);
    }

    /** A path as a pattern that matches only itself: Spark and Hadoop take what they read for patterns. */
    private static String literal(Path path) {
        return path.toString().replaceAll("[\\\\*?{}\\[\\]]", "\\\\$0");
    }

    FileSystem files() throws IOException {
        return directory.getFileSystem(hadoop);
    }

    /** As {@link #files}, for what is done to many of them. */
    ManyFiles many() throws IOException {
        return ManyFiles.of(directory, hadoop);
    }

    private Path path(LocalDate day, String segment) {
        return new Path(directory, DAY + "=" + day + "/" + Lines.RAW_SEGMENT + "=" + segment);
    }
}
