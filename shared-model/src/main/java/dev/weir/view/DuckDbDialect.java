package dev.weir.view;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.Type;
import java.util.List;
import java.util.stream.Collectors;

/**
 * DuckDB's functions; the engine defines {@code weir_text}, the text of bytes in hexadecimal in which what is no UTF-8 is replaced as
 * elsewhere.
 */
record DuckDbDialect() implements Dialect {
    @Override
    public String type(Type type) {
        return switch (type) {
            case INT -> "INTEGER";
            case BINARY -> "BLOB";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case STRING -> "VARCHAR";
            case HASHES -> "BIGINT[]";
            case HISTOGRAM -> "STRUCT(`value` BIGINT, `count` BIGINT)[]";
            case BOOLEAN, BIGINT, DATE -> type.sql();
        };
    }

    @Override
    public String text(String bytes) {
        return "COALESCE(TRY(decode(" + bytes + ")), weir_text(hex(" + bytes + ")))";
    }

    @Override
    public String hex(String bytes) {
        return "lower(hex(" + bytes + "))";
    }

    @Override
    public String sum(String expression) {
        // It would be of 128 bits.
        return "CAST(SUM(" + expression + ") AS BIGINT)";
    }

    @Override
    public String concatenated(String arrays) {
        // It would keep the null of a cell that was written before its rollup had the measure.
        return "flatten(list(COALESCE(" + arrays + ", [])))";
    }

    @Override
    public String distinct(String hashes, int size) {
        return "list_transform([list_sort(list_distinct(" + hashes + "))[1:" + size + "]], lambda `kept`: CASE WHEN"
                + " len(`kept`) < " + size + " THEN len(`kept`) ELSE "
                + Estimate.of("`kept`[" + size + "]", size, "DOUBLE", "BIGINT") + " END)[1]";
    }

    @Override
    public String total(String histogram) {
        return "CAST(COALESCE(list_sum(list_transform(" + histogram + ", lambda `b`: `b`.`count`)), 0) AS BIGINT)";
    }

    @Override
    public String percentile(String histogram, int percent) {
        return "(SELECT MIN(`value`) FILTER (WHERE `seen` * 100 >= `all` * " + percent + ") FROM (SELECT `b`.`value`,"
                + " SUM(`b`.`count`) OVER (ORDER BY `b`.`value`) AS `seen`, SUM(`b`.`count`) OVER () AS `all` FROM"
                + " (SELECT unnest(" + histogram + ") AS `b`)))";
    }

    @Override
    public String micros(String timestamp) {
        return "epoch_us(" + timestamp + ")";
    }

    @Override
    public String first(List<String> columns, List<String> order) {
        return "arg_min(" + struct(columns) + ", " + row(order) + ")";
    }

    @Override
    public String last(List<String> columns, List<String> order) {
        return "arg_max(" + struct(columns) + ", " + row(order) + ")";
    }

    private static String struct(List<String> columns) {
        return columns.stream()
                .map(column -> column + " := " + column)
                .collect(Collectors.joining(", ", "struct_pack(", ")"));
    }

    private static String row(List<String> values) {
        return "row(" + String.join(", ", values) + ")";
    }

    @Override
    public String number(String text, Column column) {
        return column.type() == Type.STRING ? text : "TRY_CAST(" + text + " AS " + type(column.type()) + ")";
    }
}
