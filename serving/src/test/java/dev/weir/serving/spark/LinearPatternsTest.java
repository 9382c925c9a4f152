package dev.weir.serving.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.warehouse.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class LinearPatternsTest {
    private static final List<String> TEXTS =
            Arrays.asList("", "a", "ab", "a1b2", "xa\nb", "%%b_", "äa1b2ö", "aXb aYb 12", "ba", null);
    private static final List<String> CALLS = List.of(
            "text RLIKE '^a.*b$'",
            "regexp_like(text, '[0-9]+')",
            "text NOT RLIKE 'a'",
            "text LIKE '%a%b%'",
            "text LIKE '_\\\\%%b_'",
            "text LIKE '%!_%b%' ESCAPE '!'",
            "text ILIKE '%A%B%'",
            "text LIKE ALL ('%a%1%', '%b%2%')",
            "text LIKE ANY ('%a%1%', '%b%2%')",
            "text NOT LIKE ALL ('%a%1%', '%b%2%')",
            "text NOT LIKE ANY ('%a%1%', NULL)",
            "text LIKE ALL ('%a%1%', NULL)",
            "regexp_extract(text, '(a+)(x)?', 1)",
            "regexp_extract(text, '(a+)(x)?', 2)",
            "regexp_extract(text, '([0-9]+)', 0)",
            "regexp_extract_all(text, '(.)([0-9])', 2)",
            "regexp_count(text, 'a')",
            "regexp_substr(text, '[0-9]+')",
            "regexp_instr(text, 'b')",
            "regexp_replace(text, '([ab])', '<$1>')",
            "regexp_replace(text, '^.', 'x', 2)",
            "regexp_replace(text, 'a', 'x', 9)",
            "split(text, '[ab]')",
            "split(text, '')",
            "split(text, '1*')",
            "split(text, 'a', 2)",
            "(SELECT MAX(t.text) FROM texts t WHERE t.text RLIKE 'a.b')");

    private final SparkSession linear = Sessions.start("tests").newSession();
    private final SparkSession spark = Sessions.start("tests").newSession();

    LinearPatternsTest() {
        LinearPatterns.install(linear);
        for (SparkSession session : List.of(linear, spark)) {
            session.createDataset(TEXTS, Encoders.STRING())
                    .toDF("text")
                    .localCheckpoint()
                    .createOrReplaceTempView("texts");
        }
    }

    @Test
    void theAnswersAreThoseOfSparkAndNoneIsGivenByItsEngine() {
        String sql = IntStream.range(0, CALLS.size())
                .mapToObj(i -> CALLS.get(i) + " AS c" + i)
                .collect(Collectors.joining(", ", "SELECT ", " FROM texts"));
        Dataset<Row> answer = linear.sql(sql);
        List<Row> answers = answer.collectAsList();
        List<Row> expected = spark.sql(sql).collectAsList();

        assertThat(answers).hasSameSizeAs(expected);
        for (int row = 0; row < expected.size(); row++) {
            for (int i = 0; i < CALLS.size(); i++) {
                assertThat(String.valueOf(answers.get(row).get(i)))
                        .as("%s of %s", CALLS.get(i), TEXTS.get(row))
                        .isEqualTo(String.valueOf(expected.get(row).get(i)));
            }
        }
        assertThat(answer.queryExecution().optimizedPlan().toString())
                .contains("RE2.find")
                .doesNotContainPattern("(?i)[a-z]#[0-9]+ (not )?r?like |(regexp_?[a-z]+| split)\\(");
    }

    @Test
    void aTextMadeForAPatternTakesNoLongerThanAnother() {
        linear.createDataset(List.of("a".repeat(20_000) + "c"), Encoders.STRING())
                .toDF("text")
                .localCheckpoint()
                .createOrReplaceTempView("hostile");
        String sql = "SELECT text FROM hostile WHERE text RLIKE '^(a+)+$' OR text LIKE '%a%a%a%a%a%b'"
                + " OR regexp_extract(text, '(a|a)*b', 0) != ''";

        assertThat(linear.sql(sql).collectAsList()).isEmpty();
    }

    @Test
    void whatRe2CannotDoIsTold() {
        assertThatThrownBy(
                        () -> linear.sql("SELECT text RLIKE '(?=a)' FROM texts").collectAsList())
                .hasStackTraceContaining("Invalid regular expression: (?=a): ")
                .hasStackTraceContaining("the syntax is RE2's, without look-around and back-references");
    }

    @Test
    void everyFunctionOfQueriesThatTakesAPatternIsAmongThese() {
        String calls = CALLS.stream().collect(Collectors.joining(" ")).toLowerCase(java.util.Locale.ROOT);

        assertThat(QueryFunctions.names().stream()
                        .filter(name -> name.startsWith("reg") && !name.startsWith("regr") && !name.equals("regexp")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(calls).contains(name));
    }
}
