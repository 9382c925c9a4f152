package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.query.ResultPrinter;
import dev.weir.serving.Answer;
import dev.weir.serving.AnswerColumn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultPrinterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ResultPrinter printer = new ResultPrinter(new PrintStream(out, true, StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '`', textBlock = """
                    =1+1|'=1+1
                    =HYPERLINK("http://x";"y")|"'=HYPERLINK(""http://x"";""y"")"
                    @SUM(A1)|'@SUM(A1)
                    +cmd|'+cmd
                    -2+cmd|'-2+cmd
                    ＝1|'＝1
                    `\t=1`|`'\t=1`
                    -|-
                    -12|-12
                    -1.5E-7|-1.5E-7
                    -Infinity|-Infinity
                    +4912|+4912
                     =1| =1
                    a,b|"a,b"
                    a"b|"a""b\"""")
    void aSpreadsheetRunsNoValueOfStrangers(String value, String cell) {
        printer.csv(of(value));

        assertThat(said()).isEqualTo("v\n" + cell + "\n");
    }

    @Test
    void aTablesRowIsOneLineWhateverIsInIt() {
        printer.table(of("a\nb\t\u001b[2J\u202e"));

        assertThat(said()).isEqualTo("v\na\\u000ab\\u0009\\u001b[2J\\u202e\n");
    }

    @Test
    void aTablesValuesAreCutBetweenCharacters() {
        printer.table(of("\ud83d\ude00".repeat(61)));

        assertThat(said()).isEqualTo("v\n" + "\ud83d\ude00".repeat(60) + "…\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 20_000})
    void ofALargeAnswerNoMoreThanTheFirstRowsAreHeld(int rows) {
        List<Integer> held = new ArrayList<>();
        Iterator<String[]> read = IntStream.range(0, rows)
                .mapToObj(row -> {
                    held.add(row - out.size() / "x\n".length());
                    return new String[] {"x"};
                })
                .iterator();

        printer.table(new Texts(read));

        assertThat(held).hasSize(rows).allMatch(lines -> lines <= 1_000);
        assertThat(said().lines()).hasSize(rows + 1);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Answer of(String value) {
        return new Texts(List.<String[]>of(new String[] {value}).iterator());
    }

    /** One column. */
    private record Texts(Iterator<String[]> texts) implements Answer {
        @Override
        public List<AnswerColumn> columns() {
            return List.of(new AnswerColumn("v", "STRING"));
        }

        @Override
        public Iterator<String> objects() {
            return List.of("{}").iterator();
        }
    }
}
