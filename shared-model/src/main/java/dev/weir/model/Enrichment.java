package dev.weir.model;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.catalogue.LineColumns;
import dev.weir.format.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The stage between parsing and lines: texts are protected, and what an event's own fields tell beyond themselves comes beside them. Each
 * column is a pure function of the event and of {@link ReferenceData}, so both layers add the same.
 */
final class Enrichment {
    private static final String ENRICHED = "enriched";

    private Enrichment() {}

    /** @param parsed as {@link Lines#parsed} gives them */
    static Dataset<Row> of(Dataset<Row> parsed) {
        Column enrich = call_function(
                "weir.enrich",
                col("reason"),
                col(Field.CLIENT_ADDRESS.column()),
                col(Field.HTTP_REQUEST_METHOD.column()),
                coalesce(col(Field.HTTP_RESPONSE_STATUS_CODE.column()), lit(0L)),
                col(Field.SERVER_ADDRESS.column()),
                col(Field.HTTP_REQUEST_LINE.column()),
                col(Field.URL_PATH.column()),
                col(Field.URL_QUERY.column()),
                col(Field.HTTP_REQUEST_HEADER_REFERER.column()),
                col(Field.USER_AGENT_ORIGINAL.column()),
                col("attributes"));
        List<String> texts = LineColumns.protectedTexts().stream()
                .map(dev.weir.catalogue.Column::name)
                .toList();
        List<String> columns = new ArrayList<>(Arrays.asList(parsed.columns()));
        columns.removeAll(texts);
        columns.add(ENRICHED + ".*");
        return parsed.withColumn(ENRICHED, enrich).selectExpr(columns.toArray(String[]::new));
    }
}
