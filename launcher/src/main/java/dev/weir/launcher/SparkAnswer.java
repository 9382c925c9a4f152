package dev.weir.launcher;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/** Spark's answer. */
record SparkAnswer(Dataset<Row> rows) implements Answer {
    @Override
    public List<String> columns() {
        return List.of(rows.columns());
    }

    @Override
    public Iterator<String[]> texts() {
        Iterator<Row> texts = castToText().toLocalIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return texts.hasNext();
            }

            @Override
            public String[] next() {
                Row row = texts.next();
                String[] values = new String[row.length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.isNullAt(i) ? null : row.getString(i);
                }
                return values;
            }
        };
    }

    @Override
    public Iterator<String> objects() {
        rows.sparkSession().conf().set("spark.sql.jsonGenerator.ignoreNullFields", "false");
        return rows.toJSON().toLocalIterator();
    }

    /** Columns may have one name, as of a join: they are told apart by their place. */
    private Dataset<Row> castToText() {
        StructField[] fields = rows.schema().fields();
        String[] places =
                IntStream.range(0, fields.length).mapToObj(i -> "c" + i).toArray(String[]::new);
        return rows.toDF(places)
                .select(IntStream.range(0, fields.length)
                        .mapToObj(i -> text(functions.col(places[i]), fields[i].dataType()))
                        .toArray(Column[]::new));
    }

    private static Column text(Column column, DataType type) {
        return switch (type.typeName()) {
            case "timestamp" -> functions.date_format(column, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
            case "binary" -> functions.hex(column);
            case "array", "map", "struct" -> functions.to_json(column);
            default -> column.cast("string");
        };
    }
}
