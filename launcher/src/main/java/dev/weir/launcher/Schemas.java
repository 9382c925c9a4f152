package dev.weir.launcher;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a query may name, as rows: a relation's columns, and the functions. */
final class Schemas {
    private static final StructType COLUMNS =
            new StructType().add("column", DataTypes.StringType).add("type", DataTypes.StringType);

    private static final StructType FUNCTIONS = new StructType().add("function", DataTypes.StringType);

    private Schemas() {}

    static Dataset<Row> of(SparkSession spark, Dataset<Row> relation) {
        List<Row> rows = Arrays.stream(relation.schema().fields())
                .map(field -> RowFactory.create(field.name(), field.dataType().sql()))
                .toList();
        return spark.createDataFrame(rows, COLUMNS);
    }

    static Dataset<Row> functions(SparkSession spark) {
        List<Row> rows = QueryFunctions.names().stream()
                .map(name -> RowFactory.create(name))
                .toList();
        return spark.createDataFrame(rows, FUNCTIONS);
    }
}
