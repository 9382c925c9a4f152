package dev.weir.serving.bigquery;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics.QueryStatistics;
import dev.weir.bigquery.BigQueryViews;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Refusal;
import dev.weir.catalogue.Catalogue;
import dev.weir.serving.Answer;
import dev.weir.serving.CancelledException;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import java.util.Objects;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Answers from the copy in BigQuery, in GoogleSQL. Names without data set are the copy's. BigQuery itself tells queries from what
 * would change something, and runs nothing but the former.
 */
public final class BigQueryEngine implements Engine {
    private final BigQuery client;
    private final DatasetName dataset;
    private final Catalogue catalogue;

    BigQueryEngine(BigQuery client, DatasetName dataset, Catalogue catalogue) {
        this.client = client;
        this.dataset = dataset;
        this.catalogue = catalogue;
    }

    /** Opens it by Application Default Credentials. */
    public static BigQueryEngine open(DatasetName dataset, Catalogue catalogue) {
        return new BigQueryEngine(BigQueryClient.of(dataset), dataset, catalogue);
    }

    /**
     * What a query would read, as BigQuery says without running it.
     *
     * @param statement such as SELECT, or SCRIPT for several
     * @param bytes what would be read, and billed
     * @param location where it would run; null if BigQuery does not say
     */
    public record Estimate(String statement, long bytes, String location) {}

    /**
     * Estimates a query.
     *
     * @throws dev.weir.warehouse.WarehouseException if BigQuery would refuse it
     */
    public Estimate estimate(String sql) {
        try {
            var job = client.create(JobInfo.of(
                    BigQueryClient.statement(dataset, sql).setDryRun(true).build()));
            QueryStatistics statistics = job.getStatistics();
            return new Estimate(
                    String.valueOf(statistics.getStatementType()),
                    Objects.requireNonNullElse(statistics.getTotalBytesProcessed(), 0L),
                    job.getJobId() == null ? null : job.getJobId().getLocation());
        } catch (BigQueryException e) {
            throw Refusal.explained(e, dataset);
        }
    }

    /** The copy knows the ledger itself: a question as of an earlier position asks the views' functions. */
    @Override
    public Answer ask(Question question) {
        if (question.asOf().isPresent()) {
            throw new IllegalArgumentException(
                    "Cannot ask BigQuery as of a ledger: ask the views' functions, such as traffic_as_of(12)");
        }
        Estimate estimate = estimate(question.sql());
        if (!estimate.statement().equals("SELECT")) {
            throw new IllegalArgumentException(
                    "Cannot run this: only queries are allowed, and BigQuery takes it for " + estimate.statement());
        }
        // Named beforehand, so that it can be cancelled while its first rows are waited for.
        JobId job = JobId.newBuilder()
                .setProject(client.getOptions().getProjectId())
                .setJob("weir-" + UUID.randomUUID())
                .setLocation(estimate.location())
                .build();
        try {
            return question.cancellation()
                    .run(
                            () -> cancel(job),
                            () -> new BigQueryAnswer(
                                    client.query(
                                            BigQueryClient.statement(dataset, question.sql())
                                                    .build(),
                                            job),
                                    question.cancellation()));
        } catch (BigQueryException e) {
            question.cancellation().reason().ifPresent(why -> {
                throw new CancelledException(why, e);
            });
            throw Refusal.explained(e, dataset);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("it was interrupted", e);
        }
    }

    private void cancel(JobId job) {
        try {
            client.cancel(job);
        } catch (BigQueryException e) {
            // It is told again until the query ends.
        }
    }

    /** The views' own: BigQuery's are in its documentation. */
    @Override
    public SortedSet<String> functions() {
        return BigQueryViews.functions(catalogue);
    }

    @Override
    public void close() {}
}
