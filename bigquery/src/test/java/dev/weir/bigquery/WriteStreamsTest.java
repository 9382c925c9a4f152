package dev.weir.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector opens a stream for each partition. */
class WriteStreamsTest {
    private static final int FILES = 12;

    @TempDir
    Path temp;

    private final SparkSession spark = LocalSpark.session();

    @Test
    void manySmallFilesAreOneStream() {
        Dataset<Row> rows = rows();
        assertThat(rows.rdd().getNumPartitions()).as("without").isEqualTo(FILES);

        Dataset<Row> few = WriteStreams.DEFAULT.few(rows);

        assertThat(few.rdd().getNumPartitions()).isOne();
        assertThat(few.collectAsList()).containsExactlyInAnyOrderElementsOf(rows.collectAsList());
    }

    @Test
    void whatIsLargeGoesInSideBySide() {
        Dataset<Row> rows = rows();
        long bytes = rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();

        assertThat(new WriteStreams(bytes / 3).few(rows).rdd().getNumPartitions())
                .isEqualTo(4);
        assertThat(new WriteStreams(1).few(rows).rdd().getNumPartitions())
                .as("no more than there were")
                .isEqualTo(FILES);
    }

    /** Rows of a table of as many files, each a partition of its own. */
    private Dataset<Row> rows() {
        String table = temp.resolve("table").toString();
        SparkSession eager = spark.newSession();
        eager.conf().set("spark.sql.files.maxPartitionBytes", "1000000");
        eager.conf().set("spark.sql.files.openCostInBytes", "1000000");
        eager.range(1200)
                .selectExpr("id", "id % " + FILES + " AS day")
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .partitionBy("day")
                .parquet(table);
        return eager.read().parquet(table);
    }
}
