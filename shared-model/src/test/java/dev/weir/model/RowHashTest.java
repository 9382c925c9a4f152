package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.Type;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowHashTest {
    private static final List<Column> COLUMNS = List.of(
            Column.of("a", Type.HASHES, "An array"),
            Column.of("b", Type.HASHES, "Another"),
            Column.optional("c", Type.BIGINT, "A number"),
            Column.optional("d", Type.BIGINT, "Another"));

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "array(1L), array(2L, 3L), 4L, 5L | array(1L, 2L), array(3L), 4L, 5L",
                "array(1L), array(2L), 4L, 5L | array(1L, 2L), array_repeat(0L, 0), 4L, 5L",
                "array(1L), array(2L), 4L, NULL | array(1L), array(2L), NULL, 4L",
                "array(1L), array(2L), 0L, 5L | array(1L), array(2L), NULL, 5L",
            })
    void tellsWhereAValueStands(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other)).isEqualTo(hash(one));
    }

    private static long hash(String values) {
        String sql = "SELECT " + RowHash.sql(COLUMNS) + " FROM VALUES (" + values + ") AS t(a, b, c, d)";
        return LocalSpark.session().sql(sql).head().getLong(0);
    }
}
