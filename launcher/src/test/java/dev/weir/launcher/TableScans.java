package dev.weir.launcher;

import dev.weir.serving.spark.ScalaCollections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.metric.SQLMetricInfo;
import org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import scala.Tuple2;

/** Which files of Weir's tables Spark's queries read, as their physical plans say. */
final class TableScans extends SparkListener {
    private static final String FILES = "number of files read";
    private static final String PARTITIONS = "number of partitions read";

    private final List<SparkPlanInfo> plans = new ArrayList<>();
    private final Map<Long, Long> accumulated = new HashMap<>();

    private TableScans() {}

    /**
     * One scan in one query.
     *
     * @param table the end of its path
     * @param partitionFilters as Spark prints them: {@code []} for none
     * @param files how many were read; 0 where the query did not need the scan
     * @param days of how many partitions
     */
    record Scan(String table, String partitionFilters, long files, long days) {}

    /** The scans of the tables in all queries that some work runs. */
    static List<Scan> during(SparkSession spark, Runnable work) {
        TableScans scans = new TableScans();
        spark.sparkContext().addSparkListener(scans);
        try {
            work.run();
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            spark.sparkContext().removeSparkListener(scans);
        }
        List<Scan> found = new ArrayList<>();
        scans.plans.forEach(plan -> scans.find(plan, found));
        return found;
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
        if (event instanceof SparkListenerSQLExecutionStart start) {
            plans.add(start.sparkPlanInfo());
        } else if (event instanceof SparkListenerDriverAccumUpdates updates) {
            for (Tuple2<Object, Object> update : ScalaCollections.list(updates.accumUpdates())) {
                accumulated.put((Long) update._1(), (Long) update._2());
            }
        }
    }

    private void find(SparkPlanInfo plan, List<Scan> found) {
        Map<String, String> metadata = ScalaCollections.map(plan.metadata());
        String location = metadata.getOrDefault("Location", "");
        for (String table : List.of("tables/lines", "tables/cells")) {
            if (location.endsWith(table + "]")) {
                found.add(new Scan(
                        table,
                        metadata.getOrDefault("PartitionFilters", "[]"),
                        metric(plan, FILES),
                        metric(plan, PARTITIONS)));
            }
        }
        ScalaCollections.list(plan.children()).forEach(child -> find(child, found));
    }

    private long metric(SparkPlanInfo scan, String name) {
        return ScalaCollections.list(scan.metrics()).stream()
                .filter(metric -> metric.name().equals(name))
                .mapToLong(SQLMetricInfo::accumulatorId)
                .map(id -> accumulated.getOrDefault(id, 0L))
                .sum();
    }
}
