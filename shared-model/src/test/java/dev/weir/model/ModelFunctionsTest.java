package dev.weir.model;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFunctionsTest {
    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ParseLine    | weir.parse_line(CAST(text AS BINARY), text, text, TIMESTAMP'2026-11-22', '{\"pins\":[],\"trustedProxies\":[]}').reason",
                "EventId      | weir.event_id(text, text, id, CAST(text AS BINARY))",
                "EnrichLine   | weir.enrich(text, text, text, id, text, text, text, text, text, text, text).site",
                "RedactLine   | weir.redact(CAST(text AS BINARY))",
            })
    void areCalledByGeneratedCodeWithoutConvertingRows(String type, String call) {
        Dataset<Row> query =
                spark.range(3).selectExpr("id", "CAST(id AS STRING) AS text").selectExpr(call);

        assertThat(generatedCode(query)).containsOnlyOnce("dev.weir.model." + type + ".invoke(");
        assertThat(query.collectAsList()).hasSize(3);
    }

    @Test
    void areTheseFour() throws NoSuchNamespaceException {
        assertThat(new ModelFunctions().listFunctions(new String[0]))
                .extracting(Identifier::name)
                .containsExactly("enrich", "event_id", "parse_line", "redact");
    }

    @Test
    void refuseWhatTheyDoNotKnow() {
        assertThatThrownBy(() -> new ModelFunctions().loadFunction(Identifier.of(new String[0], "unknown")))
                .isInstanceOf(NoSuchFunctionException.class);
        assertThatThrownBy(() -> new ModelFunctions().listFunctions(new String[] {"other"}))
                .isInstanceOf(NoSuchNamespaceException.class);
        assertThatThrownBy(() -> spark.sql("SELECT weir.redact()")).hasMessageContaining("redact takes 1 arguments");
    }

    @Test
    void eachLineIsParsedOnceThoughAllItsFieldsAreUsed() {
        Dataset<Row> parsed = Lines.parsed(raw(), ModelSettings.DEFAULT);
        try (Copies none = Copies.among(raw(), ModelSettings.DEFAULT)) {
            assertThat(generatedCode(Lines.of(parsed, none, lit("s")))).containsOnlyOnce("ParseLine.invoke(");
            assertThat(generatedCode(Lines.of(parsed, none, lit("s"))
                            .where(
                                    "outcome = 'accepted' AND http_response_status_code = 404 AND day > DATE'2026-03-01'")
                            .select("url_path", "site")))
                    .containsOnlyOnce("ParseLine.invoke(");
        }
    }

    @Test
    void eachLineIsParsedOnceWhereFieldsAreFilteredAndCounted() {
        Dataset<Row> parsed = Lines.parsed(raw(), ModelSettings.DEFAULT);

        assertThat(generatedCode(parsed.where("reason IS NULL").selectExpr("event_id", "day")))
                .containsOnlyOnce("ParseLine.invoke(");
        assertThat(generatedCode(parsed.where("day = DATE'2026-03-01'").selectExpr("url_path", "day", "timestamp")))
                .containsOnlyOnce("ParseLine.invoke(");
    }

    /** Rows that the optimizer does not know. */
    private Dataset<Row> raw() {
        return Raw.table(spark, List.of(Raw.of("s1", 1, "garbage"), Raw.of("s1", 2, Raw.json("r", 1, 1))))
                .localCheckpoint();
    }

    private static String generatedCode(Dataset<Row> query) {
        return org.apache.spark.sql.execution.debug.package$.MODULE$.codegenString(
                query.queryExecution().executedPlan());
    }
}
