package dev.weir;

import dev.weir.model.ModelFunctions;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The one session that the module's tests share. */
public final class LocalSpark {
    private static final SparkSession SESSION = SparkSession.builder()
            .master("local[2]")
            .appName("shared-model tests")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.catalog." + ModelFunctions.CATALOG, ModelFunctions.class.getName())
            .getOrCreate();

    private LocalSpark() {}

    public static SparkSession session() {
        return SESSION;
    }

    /** A dataset's rows as text in a fixed order: equal lists, equal multisets of rows. */
    public static List<String> rows(Dataset<Row> dataset) {
        return dataset.collectAsList().stream().map(LocalSpark::text).sorted().toList();
    }

    private static String text(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.length(); i++) {
            Object value = row.get(i);
            text.append(value instanceof byte[] bytes ? Arrays.toString(bytes) : value)
                    .append(" | ");
        }
        return text.toString();
    }
}
