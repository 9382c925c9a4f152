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

/** Prints answers. */
final class ResultPrinter {
    private static final int WIDEST = 60;

    private final PrintStream out;

    ResultPrinter(PrintStream out) {
        this.out = out;
    }

    /** An array of objects. */
    void json(Answer answer) {
        Set<String> names = new HashSet<>();
        for (String name : answer.columns()) {
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

    void csv(Answer answer) {
        CsvWriter csv = new CsvWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), new CsvWriterSettings());
        csv.writeHeaders(answer.columns());
        answer.texts().forEachRemaining(csv::writeRow);
        csv.flush();
    }

    /** Columns as wide as their values, up to a width; control characters shown as dots. */
    void table(Answer answer) {
        List<String[]> lines = new ArrayList<>();
        lines.add(answer.columns().toArray(String[]::new));
        answer.texts().forEachRemaining(lines::add);
        int[] widths = new int[answer.columns().size()];
        for (String[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                line[i] = line[i] == null ? "" : shown(line[i]);
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

    private static String shown(String value) {
        StringBuilder safe = new StringBuilder();
        value.codePoints().limit(WIDEST).forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? '.' : c));
        return value.codePointCount(0, value.length()) > WIDEST ? safe + "…" : safe.toString();
    }
}
