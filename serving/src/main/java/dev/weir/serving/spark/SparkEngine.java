package dev.weir.serving.spark;

import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.util.Set;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Answers for any warehouse: a session a query, so that none sees another's views. */
public final class SparkEngine implements Engine {
    private final SparkSession spark;
    private final Warehouse warehouse;

    /** @param spark is not closed with this */
    public SparkEngine(SparkSession spark, Warehouse warehouse) {
        this.spark = spark;
        this.warehouse = warehouse;
    }

    @Override
    public Answer ask(Question question) {
        SparkSession session = session();
        Set<String> named =
                ReadOnlySql.check(session, question.sql(), warehouse.catalogue().names());
        SparkWork work = new SparkWork(session, question.cancellation());
        Dataset<Row> rows = work.run(() -> {
            views(session)
                    .register(question.asOf().orElseGet(() -> warehouse.ledger().read()), named);
            return session.sql(question.sql());
        });
        ReadOnlySql.requireNoUser(rows.queryExecution().analyzed());
        return new SparkAnswer(rows, work);
    }

    private SparkSession session() {
        SparkSession session = spark.newSession();
        LinearPatterns.install(session);
        return session;
    }

    private ServingViews views(SparkSession session) {
        return new ServingViews(session, new Tables(session, warehouse));
    }

    @Override
    public SortedSet<String> functions() {
        return QueryFunctions.names();
    }

    @Override
    public void close() {}
}
