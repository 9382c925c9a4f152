package dev.weir.dataset;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import dev.weir.answers.Answers;
import dev.weir.bigquery.BigQueryViews;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Refusal;
import dev.weir.bigquery.Replica;
import dev.weir.bigquery.ReplicaSchema;
import dev.weir.bigquery.ReplicaTable;
import dev.weir.serving.bigquery.BigQueryClient;
import dev.weir.warehouse.WarehouseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.types.StructField;

/** A BigQuery data set by its client library: what makes and upgrades its tables and views. */
public final class BigQueryDataset {
    private final DatasetName name;
    private final BigQuery client;

    private BigQueryDataset(DatasetName name, BigQuery client) {
        this.name = name;
        this.client = client;
    }

    /** By Application Default Credentials. */
    public static BigQueryDataset open(DatasetName name) {
        return new BigQueryDataset(name, BigQueryClient.of(name));
    }

    /**
     * Makes what is missing, and adds columns that an older version did not know.
     *
     * @return what was done
     * @throws WarehouseException if a table is there whose columns are not Weir's; nothing is changed then
     */
    public List<String> init(String location, Map<String, String> labels, OptionalInt expireDays) {
        List<String> done = new ArrayList<>();
        try {
            boolean isNew = client.getDataset(id(name)) == null;
            if (!isNew && table(Replica.OLDER_CELLS).isPresent()) {
                throw Refusal.olderFormat(name);
            }
            ReplicaSchema schema = new ReplicaSchema(name, Answers.CATALOGUE);
            List<String> statements = new ArrayList<>();
            for (ReplicaTable table : ReplicaTable.values()) {
                Optional<Table> found = isNew ? Optional.empty() : table(table.label());
                if (found.isEmpty()) {
                    statements.add(schema.create(table, labels, expireDays));
                    done.add("made table " + table.label());
                } else {
                    List<String> missing = missing(table, found.get());
                    statements.addAll(schema.add(table, missing));
                    missing.forEach(column -> done.add("added column " + table.label() + "." + column));
                }
            }
            if (isNew) {
                make(name, location, labels, "Weir: log analytics");
                done.add(0, "made data set " + name);
            }
            statements.forEach(this::run);
        } catch (BigQueryException e) {
            throw Refusal.explained(e, name);
        }
        return done;
    }

    /**
     * Makes the data set for readers where it is missing, in the same place: BigQuery joins nothing across places.
     *
     * @return what was done
     */
    List<String> initViews(DatasetName views, Map<String, String> labels) {
        try {
            if (views.equals(name) || client.getDataset(id(views)) != null) {
                return List.of();
            }
            make(views, client.getDataset(id(name)).getLocation(), labels, "Weir: answers of " + name);
            return List.of("made data set " + views);
        } catch (BigQueryException e) {
            throw Refusal.explained(e, views);
        }
    }

    /**
     * Makes all views and functions, or makes them anew; returns how many.
     *
     * @param readers a data set that gets the views that name no client, too; this one for none
     */
    public int views(DatasetName readers) {
        List<String> statements = new BigQueryViews(name, Answers.CATALOGUE).statements(readers);
        statements.forEach(this::run);
        return statements.size();
    }

    private void make(DatasetName dataset, String location, Map<String, String> labels, String description) {
        client.create(DatasetInfo.newBuilder(id(dataset))
                .setLocation(location)
                .setLabels(labels)
                .setDescription(description)
                .build());
    }

    private static DatasetId id(DatasetName dataset) {
        return DatasetId.of(dataset.project(), dataset.dataset());
    }

    private Optional<Table> table(String label) {
        return Optional.ofNullable(client.getTable(TableId.of(name.project(), name.dataset(), label)));
    }

    /** The columns that a table lacks. */
    private List<String> missing(ReplicaTable table, Table found) {
        Map<String, Field> columns = new HashMap<>();
        found.getDefinition().getSchema().getFields().forEach(field -> columns.put(field.getName(), field));
        List<String> missing = new ArrayList<>();
        for (StructField wanted : table.schema(Answers.CATALOGUE).fields()) {
            Field column = columns.get(wanted.name());
            if (column == null) {
                missing.add(wanted.name());
                continue;
            }
            String type = column.getType().getStandardType().name();
            String expected = ReplicaTable.standardType(wanted);
            if (!type.equals(expected)) {
                throw new WarehouseException("Cannot upgrade table " + name.table(table.label()) + ": its column "
                        + wanted.name() + " is " + type.toLowerCase(Locale.ROOT) + ", not "
                        + expected.toLowerCase(Locale.ROOT)
                        + "; it is not Weir's, or from a newer version. Name another data set");
            }
        }
        if (missing.size() == table.schema(Answers.CATALOGUE).size()) {
            throw new WarehouseException("Cannot upgrade table " + name.table(table.label())
                    + ": it has none of Weir's columns; name another data set");
        }
        return missing;
    }

    private void run(String sql) {
        try {
            client.query(BigQueryClient.statement(name, sql).build());
        } catch (BigQueryException e) {
            throw Refusal.explained(e, name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
