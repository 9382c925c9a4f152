package dev.weir.launcher;

import dev.weir.serving.spark.ScalaCollections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlanInfo;
import org.apache.spark.sql.execution.metric.SQLMetricInfo;
import org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;
import scala.Tuple2;

/** Which files of Weir's tables, and how much of its archive, Spark's queries read, as their physical plans say. */
final class TableScans extends SparkListener {
    private static final String FILES = "number of files read";
    private static final String PARTITIONS = "number of partitions read";
    private static final String ROWS = "number of output rows";

    private final List<SparkPlanInfo> plans = new ArrayList<>();
    private final Map<Long, Long> accumulated = new HashMap<>();
    private final Set<Integer> stagesWithoutPlan = new TreeSet<>();
    private long readWithoutPlan;

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
        TableScans scans = watching(spark, work);
        List<Scan> found = new ArrayList<>();
        scans.plans.forEach(plan -> scans.find(plan, found));
        return found;
    }

    /**
     * How many rows some work reads from the archive; of what is kept for several queries, only as often as it is computed.
     * Jobs on RDDs, of which Spark tells no plan, must read nothing else.
     */
    static long archiveRows(SparkSession spark, Runnable work) {
        TableScans scans = watching(spark, work);
        Set<Long> ofArchive = new TreeSet<>();
        scans.plans.forEach(plan -> ofArchive(plan, ofArchive));
        return scans.readWithoutPlan
                + ofArchive.stream()
                        .mapToLong(id -> scans.accumulated.getOrDefault(id, 0L))
                        .sum();
    }

    private static TableScans watching(SparkSession spark, Runnable work) {
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
        return scans;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        if (job.properties().getProperty(SQLExecution.EXECUTION_ID_KEY()) == null) {
            ScalaCollections.list(job.stageInfos()).forEach(stage -> stagesWithoutPlan.add(stage.stageId()));
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (stagesWithoutPlan.contains(end.stageId())) {
            readWithoutPlan += end.taskMetrics().inputMetrics().recordsRead();
        }
        for (AccumulableInfo counted : ScalaCollections.list(end.taskInfo().accumulables())) {
            if (counted.update().isDefined() && counted.update().get() instanceof Long count) {
                accumulated.merge(counted.id(), count, Long::sum);
            }
        }
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

    private static void ofArchive(SparkPlanInfo plan, Set<Long> found) {
        if (location(plan).contains("/archive/")) {
            metrics(plan, ROWS).forEach(found::add);
        }
        ScalaCollections.list(plan.children()).forEach(child -> ofArchive(child, found));
    }

    private void find(SparkPlanInfo plan, List<Scan> found) {
        Map<String, String> metadata = ScalaCollections.map(plan.metadata());
        for (String table : List.of("tables/lines", "tables/cells")) {
            if (location(plan).endsWith(table + "]")) {
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
        return metrics(scan, name).map(id -> accumulated.getOrDefault(id, 0L)).sum();
    }

    private static String location(SparkPlanInfo plan) {
        return ScalaCollections.map(plan.metadata()).getOrDefault("Location", "");
    }

    private static LongStream metrics(SparkPlanInfo scan, String name) {
        return ScalaCollections.list(scan.metrics()).stream()
                .filter(metric -> metric.name().equals(name))
                .mapToLong(SQLMetricInfo::accumulatorId);
    }
}
