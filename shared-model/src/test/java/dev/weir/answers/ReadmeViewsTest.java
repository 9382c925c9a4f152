package dev.weir.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.View;
import dev.weir.format.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README's table of views is what the catalogue declares; braces stand for several columns. */
class ReadmeViewsTest {
    @Test
    void hasAllViewsAndTheirColumns() throws IOException {
        Map<String, List<String>> written = new LinkedHashMap<>();
        for (String row : section()) {
            String[] cells = row.split("\\|", -1);
            written.put(cells[1].strip().replace("`", ""), columns(cells[3]));
        }

        Map<String, List<String>> declared = new LinkedHashMap<>();
        for (View view : Answers.CATALOGUE.views()) {
            declared.put(view.name(), view.columns().stream().map(Column::name).toList());
        }
        assertThat(written).isEqualTo(declared);
        assertThat(written.keySet()).as("in order").containsExactlyElementsOf(declared.keySet());
    }

    private static List<String> section() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../README.md"));
        int start = lines.indexOf("| view | one row per | columns |");
        assertThat(start).as("README has a table of views").isNotNegative();
        return lines.stream()
                .skip(start + 2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static List<String> columns(String cell) {
        List<String> columns = new ArrayList<>();
        for (String word : cell.strip().split(", (?=`|the fields)", -1)) {
            if (word.equals("the fields below")) {
                Arrays.stream(Field.values()).map(Field::column).forEach(columns::add);
            } else {
                expanded(word.replace("`", "")).forEach(columns::add);
            }
        }
        return columns;
    }

    private static Stream<String> expanded(String word) {
        int open = word.indexOf('{');
        if (open < 0) {
            return Stream.of(word);
        }
        int close = word.indexOf('}');
        String inner = word.substring(open + 1, close).replace("…", "1xx,2xx,3xx,4xx,5xx,other");
        return Arrays.stream(inner.split(",", -1))
                .map(part -> word.substring(0, open) + part + word.substring(close + 1));
    }
}
