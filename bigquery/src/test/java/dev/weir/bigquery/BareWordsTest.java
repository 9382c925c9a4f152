package dev.weir.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No name stands bare in generated SQL: what is reserved differs by dialect and grows. */
class BareWordsTest {
    /** What of SQL itself is used: keywords, types, functions and options. */
    private static final Set<String> WORDS = Set.of(
            ("SELECT FROM WHERE AS AND OR NOT IN IS NULL TRUE FALSE true false CASE WHEN THEN ELSE END WITH UNION ALL JOIN LEFT ON"
                            + " USING GROUP BY HAVING ORDER PARTITION OVER QUALIFY BETWEEN EXISTS CREATE REPLACE TABLE VIEW"
                            + " FUNCTION IF ALTER ADD COLUMN INSERT INTO CLUSTER OPTIONS DATE INT64 FLOAT64 STRING BOOL BYTES"
                            + " TIMESTAMP ARRAY STRUCT INT BIGINT DOUBLE MONTH SUM MIN MAX COUNT COALESCE CAST SAFE_CAST TRY_CAST FLOOR"
                            + " LEAST ERROR UNNEST DENSE_RANK ROW_NUMBER DATE_TRUNC TO_HEX SAFE_CONVERT_BYTES_TO_STRING DISTINCT LIMIT lower"
                            + " ARRAY_CONCAT_AGG aggregate array array_distinct array_sort collect_list element_at flatten named_struct size slice"
                            + " transform hex description labels require_partition_filter partition_expiration_days")
                    .split(" ", -1));

    static Stream<List<String>> statements() {
        return Stream.of(GeneratedSql.ofBigQuery(), GeneratedSql.ofViewsElsewhere(), GeneratedSql.ofSpark());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyNameIsQuoted(List<String> statements) {
        Set<String> bare = new TreeSet<>();
        statements.forEach(sql -> bare.addAll(words(sql)));
        bare.removeAll(WORDS);

        assertThat(bare).isEmpty();
    }

    /** The words outside of strings and of quoted names. */
    private static Set<String> words(String sql) {
        Set<String> words = new TreeSet<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end = at + 1;
            if (c == '\'' || c == '`') {
                while (sql.charAt(end) != c) {
                    end += sql.charAt(end) == '\\' ? 2 : 1;
                }
                end++;
            } else if (isWord(c)) {
                while (end < sql.length() && isWord(sql.charAt(end))) {
                    end++;
                }
                if (!Character.isDigit(c)) {
                    words.add(sql.substring(at, end));
                }
            }
            at = end;
        }
        return words;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
