package dev.weir.bigquery;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.answers.Answers;
import dev.weir.catalogue.LineColumns;
import dev.weir.model.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedRowsTest {
    private static final int ROWS = 20;
    private static final int MOST_HALVINGS = 40;
    private static final int FEW_HALVINGS = 10;

    private final SparkSession spark = LocalSpark.session();

    /** What the append took; nothing of an append that failed. */
    private final List<Row> taken = new ArrayList<>();

    private int appends;

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "0,19", "1,2,3,4"})
    void eachRowGoesInOnceAndWhatIsRefusedAsADeadLetter(String refused) {
        List<String> marked = Arrays.asList(refused.split(","));

        appended(lines(ROWS), row -> marked.contains(row.getAs("user_agent_original")));

        assertThat(taken).hasSize(ROWS);
        for (Row line : lines(ROWS).collectAsList()) {
            String agent = line.getAs("user_agent_original");
            Row row = taken.stream()
                    .filter(one -> one.getAs("position").equals(line.getAs("position")))
                    .findFirst()
                    .orElseThrow();
            if (marked.contains(agent)) {
                assertThat(row.<String>getAs("outcome")).isEqualTo("rejected");
                assertThat(row.<String>getAs("reason")).isEqualTo("refused_by_bigquery");
                assertThat(row.<String>getAs("user_agent_original")).isNull();
                assertThat(row.<String>getAs("segment")).isEqualTo(line.getAs("segment"));
                assertThat(row.<Long>getAs("digest")).isEqualTo(line.getAs("digest"));
            } else {
                assertThat(row).isEqualTo(line);
            }
        }
    }

    @Test
    void oneRecordOfTwoSegmentsIsTwoRows() {
        Dataset<Row> twice = lines(3).union(lines(3).withColumn("segment", lit("another")));

        appended(twice, row -> Objects.equals(row.getAs("user_agent_original"), "1"));

        assertThat(taken.stream().filter(row -> row.getAs("outcome").equals("rejected")))
                .extracting(row -> row.<String>getAs("segment"))
                .containsExactlyInAnyOrder("segment", "another");
        assertThat(taken).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 200})
    void ofManyThatAreRefusedTheRestBecomesDeadLettersByOneMoreAppend(int count) {
        appended(lines(count), row -> endsWithSeven(row.getAs("user_agent_original")), FEW_HALVINGS);

        assertThat(taken)
                .extracting(row -> row.<Long>getAs("position"))
                .hasSize(count)
                .doesNotHaveDuplicates();
        for (Row row : taken) {
            boolean accepted = row.getAs("outcome").equals("accepted");
            assertThat(accepted && endsWithSeven(row.<Long>getAs("position").toString()))
                    .as("a refused row: %s", row)
                    .isFalse();
            assertThat(row.<String>getAs("reason")).isEqualTo(accepted ? null : "refused_by_bigquery");
        }
        assertThat(taken.stream().filter(row -> row.getAs("outcome").equals("accepted")))
                .as("rows that were told from refused ones")
                .isNotEmpty();
        assertThat(appends)
                .as("two a halving, a dead letter for each row found, and one more")
                .isLessThanOrEqualTo(1 + 4 * FEW_HALVINGS + 1);
    }

    @Test
    void whereADeadLetterIsRefusedTooThisIsTold() {
        assertThatThrownBy(() -> appended(lines(ROWS), row -> true)).hasRootCause(refusal());
        assertThat(taken).isEmpty();
    }

    @Test
    void anotherFailureIsNotOfTheRows() {
        RuntimeException failure = new IllegalStateException("The network is down");

        assertThatThrownBy(() -> new RefusedRows(
                                DatasetName.parse("acme.weir"),
                                rows -> {
                                    appends++;
                                    throw failure;
                                },
                                MOST_HALVINGS)
                        .append(lines(ROWS)))
                .isSameAs(failure);
        assertThat(appends).isOne();
    }

    private static boolean endsWithSeven(String number) {
        return number != null && number.endsWith("7");
    }

    private void appended(Dataset<Row> lines, Predicate<Row> isRefused) {
        appended(lines, isRefused, MOST_HALVINGS);
    }

    private void appended(Dataset<Row> lines, Predicate<Row> isRefused, int mostHalvings) {
        Consumer<Dataset<Row>> append = rows -> {
            appends++;
            List<Row> all = rows.drop("key").collectAsList();
            if (all.stream().anyMatch(isRefused)) {
                throw new IllegalStateException("unexpected issue trying to save", refusal());
            }
            taken.addAll(all);
        };
        new RefusedRows(DatasetName.parse("acme.weir"), append, mostHalvings).append(lines);
    }

    /** As what a task heard comes to the driver. */
    private static SparkException refusal() {
        return new SparkException(
                "Job aborted due to stage failure: Lost task 0.0 in stage 1.0: org.apache.spark.util"
                        + ".TaskCompletionListenerException: BigQuery refuses rows: Field is marked\n"
                        + "\tat org.apache.spark.TaskContextImpl.invokeListeners(TaskContextImpl.scala:1)\n\n"
                        + "Driver stacktrace:",
                null);
    }

    @Test
    void aDeadLetterHoldsNothingThatItsLineSays() {
        Set<String> places = Set.copyOf(LineColumns.places());
        Dataset<Row> line = lines(1);
        for (StructField field : line.schema().fields()) {
            boolean says = field.dataType().equals(DataTypes.StringType)
                    && !places.contains(field.name())
                    && !field.name().equals(ReplicaTable.UPLOAD);
            line = says ? line.withColumn(field.name(), lit("poison")) : line;
        }

        Row letter = RefusedRows.deadLetters(line).head();

        assertThat(line.head().mkString("|")).contains("poison");
        assertThat(letter.mkString("|")).doesNotContain("poison");
        assertThat(places).doesNotContain("site", "url_template", "referrer_site", "attributes", "raw", "reason");
    }

    private Dataset<Row> lines(int count) {
        Dataset<Row> ids = spark.range(0, count, 1, 1).toDF();
        return ids.select(Arrays.stream(
                                ReplicaTable.LINES.schema(Answers.CATALOGUE).fields())
                        .map(field -> value(field).as(field.name()))
                        .toArray(Column[]::new))
                .withColumn("digest", Lines.digest());
    }

    private static Column value(StructField field) {
        return switch (field.name()) {
            case "outcome" -> lit("accepted");
            case "position", "digest" -> col("id");
            case "user_agent_original" -> col("id").cast("string");
            case "day" -> expr("DATE'2026-11-22'");
            case "arrived" -> expr("TIMESTAMP'2026-11-22 10:00:00'");
            case "event_id" -> expr("X'00'");
            default -> field.nullable() ? lit(null).cast(field.dataType()) : lit(field.name());
        };
    }
}
