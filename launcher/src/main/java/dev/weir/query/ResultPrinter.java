package dev.weir.query;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import dev.weir.command.Visible;
import dev.weir.serving.Answer;
import dev.weir.serving.AnswerColumn;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Prints answers. */
public final class ResultPrinter {
    private static final int WIDEST = 60;
    /** How many lines of a table are held back to see how wide columns are: an answer may be larger than the memory. */
    private static final int ALIGNED = 1000;
    /** Also in full width, as some spreadsheets read them. */
    private static final String STARTS_FORMULA = "=+-@\t\r＝＋－＠";

    private final PrintStream out;

    public ResultPrinter(PrintStream out) {
        this.out = out;
    }

    /** An array of objects. */
    public void json(Answer answer) {
        Set<String> names = new HashSet<>();
        for (String name : names(answer)) {
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "two columns are named " + name + ", and an object has a name once; rename one with AS");
            }
        }
        Iterator<String> rows = answer.objects();
        out.print("[");
        for (String separator = "\n"; rows.hasNext(); separator = ",\n") {
            out.print(separator);
            out.print(rows.next());
        }
        out.println("\n]");
    }

    private static List<String> names(Answer answer) {
        return answer.columns().stream().map(AnswerColumn::name).toList();
    }

    public void csv(Answer answer) {
        CsvWriterSettings settings = new CsvWriterSettings();
        settings.trimValues(false);
        settings.setQuoteEscapingEnabled(true);
        CsvWriter csv = new CsvWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), settings);
        csv.writeHeaders(names(answer));
        answer.texts().forEachRemaining(row -> {
            Arrays.setAll(row, i -> row[i] == null ? null : inert(row[i]));
            csv.writeRow(row);
        });
        csv.flush();
    }

    /** A value of strangers that no spreadsheet runs (OWASP, CSV Injection); numbers and a mere dash are none. */
    private static String inert(String value) {
        boolean formula = value.length() > 1 && STARTS_FORMULA.indexOf(value.charAt(0)) >= 0;
        return formula && !isNumber(value) ? "'" + value : value;
    }

    private static boolean isNumber(String value) {
        boolean signed = value.charAt(0) == '-' || value.charAt(0) == '+';
        return signed
                && (value.substring(1).equals("Infinity")
                        || value.chars().skip(1).allMatch(c -> (c >= '0' && c <= '9') || "+-.E".indexOf(c) >= 0));
    }

    /** Columns as wide as the values of the first rows, up to a width; each value in one line. */
    public void table(Answer answer) {
        List<String[]> first = new ArrayList<>();
        first.add(shown(names(answer).toArray(String[]::new)));
        Iterator<String[]> rows = answer.texts();
        while (rows.hasNext() && first.size() < ALIGNED) {
            first.add(shown(rows.next()));
        }
        int[] widths = new int[answer.columns().size()];
        Arrays.setAll(
                widths,
                i -> first.stream().mapToInt(row -> row[i].length()).max().orElse(0));
        first.forEach(row -> line(row, widths));
        rows.forEachRemaining(row -> line(shown(row), widths));
    }

    private void line(String[] row, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            text.append(row[i]).append(" ".repeat(Math.max(0, widths[i] - row[i].length()) + 2));
        }
        out.println(text.toString().stripTrailing());
    }

    private static String[] shown(String[] row) {
        return Arrays.stream(row)
                .map(value -> value == null ? "" : shown(value))
                .toArray(String[]::new);
    }

    private static String shown(String value) {
        return value.codePointCount(0, value.length()) > WIDEST
                ? Visible.line(value.substring(0, value.offsetByCodePoints(0, WIDEST))) + "…"
                : Visible.line(value);
    }
}
