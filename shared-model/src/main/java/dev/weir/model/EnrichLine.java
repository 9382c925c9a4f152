package dev.weir.model;

import dev.weir.catalogue.LineColumns;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code enrich(reason, client, method, status, site, request_line, path, query, referer, agent, attributes)}: the texts as they are
 * kept, and what an event tells beyond its fields.
 *
 * @see Enricher
 */
public final class EnrichLine implements ScalarFunction<InternalRow> {
    /** {@link LineColumns#protectedTexts}, then {@link LineColumns#derived}. */
    public static final StructType RESULT =
            SparkSchema.of(Stream.concat(LineColumns.protectedTexts().stream(), LineColumns.derived().stream())
                    .toList());

    private static final int ARGUMENTS = 11;
    private static final int STATUS = 3;

    private static final ThreadLocal<Enricher> ENRICHER = ThreadLocal.withInitial(Enricher::new);

    /** Called by generated code. */
    public static InternalRow invoke(
            UTF8String reason,
            UTF8String client,
            UTF8String method,
            long status,
            UTF8String site,
            UTF8String requestLine,
            UTF8String path,
            UTF8String query,
            UTF8String referer,
            UTF8String agent,
            UTF8String attributes) {
        RowWriter row = new RowWriter(RESULT.length());
        if (reason == null) {
            LineTexts texts = new LineTexts(requestLine, path, query, referer, agent, attributes);
            ENRICHER.get().event(row, client, method, status, site, texts);
        } else {
            Enricher.deadLetter(row);
        }
        return row.row();
    }

    @Override
    public DataType[] inputTypes() {
        DataType[] types = new DataType[ARGUMENTS];
        Arrays.fill(types, DataTypes.StringType);
        types[STATUS] = DataTypes.LongType;
        return types;
    }

    @Override
    public DataType resultType() {
        return RESULT;
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    /** As of {@link ParseLine}: it is, but is to be called once a line. */
    @Override
    public boolean isDeterministic() {
        return false;
    }

    @Override
    public String name() {
        return "enrich";
    }
}
