package dev.weir.model;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.format.Field;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The stage between parsing and lines: what an event's own fields tell beyond themselves. Each column is a pure function of the event, so
 * both layers add the same; data that it refers to would be a value that {@link Model} names by its digest, for days to be recomputed
 * where that changes.
 */
final class Enrichment {
    private Enrichment() {}

    /** @param parsed as {@link Lines#parsed} gives them */
    static Dataset<Row> of(Dataset<Row> parsed) {
        return parsed.withColumn("site", coalesce(col(Field.SERVER_ADDRESS.column()), lit("-")))
                .withColumn("url_template", expr("weir.url_template(url_path)"))
                .withColumn("referrer_site", expr("weir.referer_site(http_request_header_referer)"));
    }
}
