package dev.weir.serving.spark;

import dev.weir.serving.Answer;
import dev.weir.serving.AnswerColumn;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark's answer, computed while it is read. */
final class SparkAnswer implements Answer {
    /** Not by a setting, which executors would take from another session. */
    private static final Map<String, String> NULLS_TOLD = Map.of("ignoreNullFields", "false");

    private final Dataset<Row> rows;
    private final SparkWork work;

    SparkAnswer(Dataset<Row> rows, SparkWork work) {
        this.rows = rows;
        this.work = work;
    }

    static List<AnswerColumn> columns(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> new AnswerColumn(field.name(), field.dataType().sql()))
                .toList();
    }

    @Override
    public List<AnswerColumn> columns() {
        return columns(rows.schema());
    }

    @Override
    public Iterator<String[]> texts() {
        return reading(work.run(() -> castToText().toLocalIterator()), row -> {
            String[] values = new String[row.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.isNullAt(i) ? null : row.getString(i);
            }
            return values;
        });
    }

    @Override
    public Iterator<String> objects() {
        return reading(work.run(() -> castToJson().toLocalIterator()), row -> row.getString(0));
    }

    private <S, T> Iterator<T> reading(Iterator<S> source, Function<S, T> form) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return work.run(source::hasNext);
            }

            @Override
            public T next() {
                return form.apply(work.run(source::next));
            }
        };
    }

    private Dataset<Row> castToText() {
        return selected((column, field) -> text(column, field.dataType()));
    }

    private Dataset<Row> castToJson() {
        Dataset<Row> named = selected((column, field) -> column.as(field.name()));
        return named.select(functions.to_json(functions.struct(functions.col("*")), NULLS_TOLD));
    }

    /** Columns may have one name, as of a join: they are told apart by their place. */
    private Dataset<Row> selected(BiFunction<Column, StructField, Column> form) {
        StructField[] fields = rows.schema().fields();
        String[] places =
                IntStream.range(0, fields.length).mapToObj(i -> "c" + i).toArray(String[]::new);
        return rows.toDF(places)
                .select(IntStream.range(0, fields.length)
                        .mapToObj(i -> form.apply(functions.col(places[i]), fields[i]))
                        .toArray(Column[]::new));
    }

    private static Column text(Column column, DataType type) {
        return switch (type.typeName()) {
            case "timestamp" -> functions.date_format(column, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
            case "binary" -> functions.hex(column);
            case "array", "map", "struct" -> functions.to_json(column, NULLS_TOLD);
            default -> column.cast("string");
        };
    }
}
