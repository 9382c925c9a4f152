package dev.weir.launcher;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/** Prints a query's answer. */
final class ResultPrinter {
    private static final int WIDEST = 60;

    private final PrintStream out;

    ResultPrinter(PrintStream out) {
        this.out = out;
    }

    /** An array of objects, nulls kept, times in RFC 3339. */
    void json(Dataset<Row> answer) {
        Set<String> names = new HashSet<>();
        for (String name : answer.columns()) {
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "two columns are named " + name + ", and an object has a name once; rename one with AS");
            }
        }
        answer.sparkSession().conf().set("spark.sql.jsonGenerator.ignoreNullFields", "false");
        Iterator<String> rows = answer.toJSON().toLocalIterator();
        out.print("[");
        for (String separator = "\n"; rows.hasNext(); separator = ",\n") {
            out.print(separator);
            out.print(rows.next());
        }
        out.println("\n]");
    }

    void csv(Dataset<Row> answer) {
        CsvWriter csv = new CsvWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), new CsvWriterSettings());
        csv.writeHeaders(answer.columns());
        Iterator<Row> rows = texts(answer).toLocalIterator();
        while (rows.hasNext()) {
            csv.writeRow(values(rows.next(), null));
        }
        csv.flush();
    }

    /** Columns as wide as their values, up to a width; control characters shown as dots. */
    void table(Dataset<Row> answer) {
        List<String[]> lines = new ArrayList<>();
        lines.add(answer.columns());
        for (Row row : texts(answer).collectAsList()) {
            lines.add(values(row, ""));
        }
        int[] widths = new int[answer.columns().length];
        for (String[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                line[i] = shown(line[i]);
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        for (String[] line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                text.append(line[i]).append(" ".repeat(widths[i] - line[i].length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** Columns may have one name, as of a join: they are told apart by their place. */
    private static Dataset<Row> texts(Dataset<Row> answer) {
        StructField[] fields = answer.schema().fields();
        String[] places =
                IntStream.range(0, fields.length).mapToObj(i -> "c" + i).toArray(String[]::new);
        return answer.toDF(places)
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

    private static String[] values(Row row, String absent) {
        String[] values = new String[row.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.isNullAt(i) ? absent : row.getString(i);
        }
        return values;
    }

    private static String shown(String value) {
        StringBuilder safe = new StringBuilder();
        value.codePoints().limit(WIDEST).forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? '.' : c));
        return value.codePointCount(0, value.length()) > WIDEST ? safe + "…" : safe.toString();
    }
}
