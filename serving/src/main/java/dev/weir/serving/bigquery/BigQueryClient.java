package dev.weir.serving.bigquery;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.QueryJobConfiguration;
import dev.weir.bigquery.DatasetName;
import java.util.Optional;
import org.apache.spark.SparkConf;

/** BigQuery's client library, told what the connector is told, so that both talk to the same BigQuery. */
public final class BigQueryClient {
    /** The connector's own settings. */
    private static final String SETTINGS = "spark.datasource.bigquery.";

    private BigQueryClient() {}

    /** A client for a data set, by Application Default Credentials. */
    public static BigQuery of(DatasetName dataset) {
        SparkConf given = new SparkConf();
        BigQueryOptions.Builder options =
                BigQueryOptions.newBuilder().setProjectId(given.get(SETTINGS + "parentProject", dataset.project()));
        setting(given, "bigQueryHttpEndpoint").ifPresent(options::setHost);
        setting(given, "gcpAccessToken")
                .ifPresent(token -> options.setCredentials(GoogleCredentials.create(new AccessToken(token, null))));
        return options.build().getService();
    }

    /** A statement in GoogleSQL, in which names without data set are this one's. */
    public static QueryJobConfiguration.Builder statement(DatasetName dataset, String sql) {
        return QueryJobConfiguration.newBuilder(sql)
                .setUseLegacySql(false)
                .setDefaultDataset(DatasetId.of(dataset.project(), dataset.dataset()));
    }

    private static Optional<String> setting(SparkConf given, String name) {
        return given.contains(SETTINGS + name) ? Optional.of(given.get(SETTINGS + name)) : Optional.empty();
    }
}
