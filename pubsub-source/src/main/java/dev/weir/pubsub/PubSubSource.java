package dev.weir.pubsub;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The {@code pubsub} data source: the messages of a Pub/Sub subscription, as a stream.
 *
 * <pre>{@code
 * spark.readStream().format("pubsub").option("projectId", "p").option("subscriptionId", "s").load();
 * }</pre>
 *
 * <p>Messages are written to a log under the query's checkpoint and acknowledged only then; offsets are places in that log.
 * So a micro-batch that is tried again has the same rows, and no message is lost. For the options see {@link
 * PubSubOptions}.
 */
public final class PubSubSource implements TableProvider, DataSourceRegister {
    /** The name for {@code format(…)}. */
    public static final String NAME = "pubsub";

    /** What Pub/Sub calls the message; unique in its topic. */
    public static final String MESSAGE_ID = "messageId";

    public static final String PAYLOAD = "payload";
    public static final String ATTRIBUTES = "attributes";
    /** When Pub/Sub received the message; the same on every delivery. */
    public static final String PUBLISHED = "publishTimestampInMillis";
    /** Null where the message has none. */
    public static final String ORDERING_KEY = "orderingKey";

    /** The columns. */
    public static final StructType SCHEMA = new StructType()
            .add(MESSAGE_ID, DataTypes.StringType, false)
            .add(PAYLOAD, DataTypes.BinaryType, false)
            .add(ATTRIBUTES, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false), false)
            .add(PUBLISHED, DataTypes.LongType, false)
            .add(ORDERING_KEY, DataTypes.StringType, true);

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return SCHEMA;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new PubSubTable();
    }
}
