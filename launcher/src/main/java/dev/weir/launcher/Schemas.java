package dev.weir.launcher;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A relation's columns as rows. */
final class Schemas {
    private static final StructType COLUMNS =
            new StructType().add("column", DataTypes.StringType).add("type", DataTypes.StringType);

    private Schemas() {}

    static Dataset<Row> of(SparkSession spark, Dataset<Row> relation) {
        List<Row> rows = Arrays.stream(relation.schema().fields())
                .map(field -> RowFactory.create(field.name(), field.dataType().sql()))
                .toList();
        return spark.createDataFrame(rows, COLUMNS);
    }
}
