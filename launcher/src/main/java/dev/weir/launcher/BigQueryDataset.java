package dev.weir.launcher;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics.QueryStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableResult;
import dev.weir.answers.Answers;
import dev.weir.bigquery.BigQueryViews;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Refusal;
import dev.weir.bigquery.Replica;
import dev.weir.bigquery.ReplicaSchema;
import dev.weir.bigquery.ReplicaTable;
import dev.weir.warehouse.WarehouseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.types.StructField;

/** A BigQuery data set by its client library: what makes and upgrades its tables and views. */
final class BigQueryDataset {
    /** The connector's own settings, so that both talk to the same BigQuery. */
    private static final String SETTINGS = "spark.datasource.bigquery.";

    private final DatasetName name;
    private final BigQuery client;

    private BigQueryDataset(DatasetName name, BigQuery client) {
        this.name = name;
        this.client = client;
    }

    /** By Application Default Credentials. */
    static BigQueryDataset open(DatasetName name) {
        SparkConf given = new SparkConf();
        BigQueryOptions.Builder options =
                BigQueryOptions.newBuilder().setProjectId(given.get(SETTINGS + "parentProject", name.project()));
        setting(given, "bigQueryHttpEndpoint").ifPresent(options::setHost);
        setting(given, "gcpAccessToken")
                .ifPresent(token -> options.setCredentials(GoogleCredentials.create(new AccessToken(token, null))));
        return new BigQueryDataset(name, options.build().getService());
    }

    private static Optional<String> setting(SparkConf given, String name) {
        return given.contains(SETTINGS + name) ? Optional.of(given.get(SETTINGS + name)) : Optional.empty();
    }

    /**
     * Makes what is missing, and adds columns that an older version did not know.
     *
     * @return what was done
     * @throws WarehouseException if a table is there whose columns are not Weir's; nothing is changed then
     */
    List<String> init(String location, Map<String, String> labels, OptionalInt expireDays) {
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
            } else {
                statements.add(schema.fill());
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
    int views(DatasetName readers) {
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

    /**
     * What a query would read, as BigQuery says without running it; names without data set are this one's.
     *
     * @param statement such as SELECT, or SCRIPT for several
     * @param bytes what would be read, and billed
     */
    record Estimate(String statement, long bytes) {}

    /**
     * Estimates a query.
     *
     * @throws WarehouseException if BigQuery would refuse it
     */
    Estimate estimate(String sql) {
        try {
            QueryStatistics statistics = client.create(
                            JobInfo.of(configured(sql).setDryRun(true).build()))
                    .getStatistics();
            return new Estimate(
                    String.valueOf(statistics.getStatementType()),
                    Objects.requireNonNullElse(statistics.getTotalBytesProcessed(), 0L));
        } catch (BigQueryException e) {
            throw Refusal.explained(e, name);
        }
    }

    /**
     * Asks; names without data set are this one's.
     *
     * @throws IllegalArgumentException if it does anything but ask
     */
    TableResult query(String sql) {
        Estimate estimate = estimate(sql);
        if (!estimate.statement().equals("SELECT")) {
            throw new IllegalArgumentException(
                    "Cannot run this: only queries are allowed, and BigQuery takes it for " + estimate.statement());
        }
        return run(sql);
    }

    private QueryJobConfiguration.Builder configured(String sql) {
        return QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false).setDefaultDataset(id(name));
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

    private TableResult run(String sql) {
        try {
            return client.query(configured(sql).build());
        } catch (BigQueryException e) {
            throw Refusal.explained(e, name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
