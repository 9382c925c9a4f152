package dev.weir.view;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.Type;
import java.util.List;

/** GoogleSQL's functions. */
record GoogleSqlDialect() implements Dialect {
    @Override
    public String type(Type type) {
        return switch (type) {
            case BOOLEAN -> "BOOL";
            case INT, BIGINT -> "INT64";
            case BINARY -> "BYTES";
            case HASHES -> "ARRAY<INT64>";
            case HISTOGRAM -> "ARRAY<STRUCT<`value` INT64, `count` INT64>>";
            case DATE, TIMESTAMP, STRING -> type.sql();
        };
    }

    @Override
    public String text(String bytes) {
        return "SAFE_CONVERT_BYTES_TO_STRING(" + bytes + ")";
    }

    @Override
    public String hex(String bytes) {
        return "TO_HEX(" + bytes + ")";
    }

    @Override
    public String sum(String expression) {
        return "SUM(" + expression + ")";
    }

    @Override
    public String concatenated(String arrays) {
        return "ARRAY_CONCAT_AGG(" + arrays + ")";
    }

    @Override
    public String distinct(String hashes, int size) {
        return "(SELECT IF(COUNT(*) < " + size + ", COUNT(*), "
                + Estimate.of("MAX(`hash`)", size, "FLOAT64", "INT64") + ") FROM (SELECT DISTINCT `hash` FROM UNNEST("
                + hashes + ") AS `hash` ORDER BY `hash` LIMIT " + size + "))";
    }

    @Override
    public String total(String histogram) {
        return "(SELECT COALESCE(SUM(`b`.`count`), 0) FROM UNNEST(" + histogram + ") AS `b`)";
    }

    @Override
    public String percentile(String histogram, int percent) {
        return "(SELECT MIN(IF(`seen` * 100 >= `all` * " + percent + ", `value`, NULL)) FROM (SELECT `b`.`value`,"
                + " SUM(`b`.`count`) OVER (ORDER BY `b`.`value`) AS `seen`, SUM(`b`.`count`) OVER () AS `all` FROM UNNEST("
                + histogram + ") AS `b`))";
    }

    @Override
    public String micros(String timestamp) {
        return "UNIX_MICROS(" + timestamp + ")";
    }

    @Override
    public String first(List<String> columns, List<String> order) {
        return chosen(columns, String.join(", ", order));
    }

    @Override
    public String last(List<String> columns, List<String> order) {
        return chosen(columns, String.join(" DESC, ", order) + " DESC");
    }

    private static String chosen(List<String> columns, String order) {
        return "ARRAY_AGG(STRUCT(" + String.join(", ", columns) + ") ORDER BY " + order + " LIMIT 1)[OFFSET(0)]";
    }

    @Override
    public String number(String text, Column column) {
        return column.type() == Type.STRING ? text : "SAFE_CAST(" + text + " AS " + type(column.type()) + ")";
    }
}
