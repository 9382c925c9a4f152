package dev.weir.view;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.Type;
import java.util.List;

/** Spark's functions. */
record SparkDialect() implements Dialect {
    @Override
    public String type(Type type) {
        return type.sql();
    }

    @Override
    public String text(String bytes) {
        return "CAST(" + bytes + " AS STRING)";
    }

    @Override
    public String hex(String bytes) {
        return "lower(hex(" + bytes + "))";
    }

    @Override
    public String sum(String expression) {
        return "SUM(" + expression + ")";
    }

    @Override
    public String concatenated(String arrays) {
        return "flatten(collect_list(" + arrays + "))";
    }

    @Override
    public String distinct(String hashes, int size) {
        // A subquery per row is not to be had: the array is made once and looked at twice.
        return "element_at(transform(array(slice(array_sort(array_distinct(" + hashes + ")), 1, " + size
                + ")), `kept` -> CASE WHEN size(`kept`) < " + size + " THEN CAST(size(`kept`) AS BIGINT) ELSE "
                + Estimate.of("element_at(`kept`, " + size + ")", size, "DOUBLE", "BIGINT") + " END), 1)";
    }

    @Override
    public String total(String histogram) {
        return "aggregate(" + histogram + ", 0L, (`sum`, `b`) -> `sum` + `b`.`count`)";
    }

    @Override
    public String percentile(String histogram, int percent) {
        String start = "named_struct('seen', 0L, 'found', CAST(NULL AS BIGINT))";
        String seen = "`so_far`.`seen` + `b`.`count`";
        return "aggregate(array_sort(" + histogram + "), " + start + ", (`so_far`, `b`) -> named_struct('seen', " + seen
                + ", 'found', COALESCE(`so_far`.`found`, IF((" + seen + ") * 100 >= " + total(histogram) + " * "
                + percent + ", `b`.`value`, NULL))), `so_far` -> `so_far`.`found`)";
    }

    @Override
    public String micros(String timestamp) {
        return "unix_micros(" + timestamp + ")";
    }

    @Override
    public String first(List<String> columns, List<String> order) {
        return "min_by(" + struct(columns) + ", " + struct(order) + ")";
    }

    @Override
    public String last(List<String> columns, List<String> order) {
        return "max_by(" + struct(columns) + ", " + struct(order) + ")";
    }

    private static String struct(List<String> values) {
        return "struct(" + String.join(", ", values) + ")";
    }

    @Override
    public String number(String text, Column column) {
        return column.type() == Type.STRING ? text : "TRY_CAST(" + text + " AS " + type(column.type()) + ")";
    }
}
