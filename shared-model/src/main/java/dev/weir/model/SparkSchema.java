package dev.weir.model;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.Table;
import dev.weir.catalogue.Type;
import java.util.Collection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The catalogue's tables as Spark has them. */
public final class SparkSchema {
    /** Delta takes no constraint within arrays: that nothing is null there is not said. */
    private static final DataType COUNTED =
            new StructType().add("value", DataTypes.LongType).add("count", DataTypes.LongType);

    private SparkSchema() {}

    /** A table's rows. */
    public static StructType of(Table table) {
        return of(table.columns());
    }

    /** Rows of some columns. */
    public static StructType of(Collection<Column> columns) {
        StructType schema = new StructType();
        for (Column column : columns) {
            schema = schema.add(column.name(), type(column.type()), column.nullable());
        }
        return schema;
    }

    /** Rows of some columns, any of which may be null. */
    public static StructType nullable(Collection<Column> columns) {
        StructType schema = new StructType();
        for (Column column : columns) {
            schema = schema.add(column.name(), type(column.type()), true);
        }
        return schema;
    }

    /** The same with what each column says as its comment. */
    public static StructType described(Table table) {
        StructType schema = new StructType();
        for (Column column : table.columns()) {
            schema = schema.add(column.name(), type(column.type()), column.nullable(), column.says());
        }
        return schema;
    }

    private static DataType type(Type type) {
        return switch (type) {
            case BOOLEAN -> DataTypes.BooleanType;
            case INT -> DataTypes.IntegerType;
            case BIGINT -> DataTypes.LongType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampType;
            case STRING -> DataTypes.StringType;
            case BINARY -> DataTypes.BinaryType;
            case HASHES -> DataTypes.createArrayType(DataTypes.LongType);
            case HISTOGRAM -> DataTypes.createArrayType(COUNTED);
        };
    }
}
