package dev.weir.chaos;

import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.serving.spark.ServingViews;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the answers while they change. Each must be that of one ledger position, never a mixture of two. */
final class ChaosWitness {
    /** Looking is not free, and a micro-batch changes little. */
    private static final int SOON = 4;

    private final SparkSession spark;
    private final Supplier<Warehouse> warehouse;
    private final Tables tables;
    private final List<String> contradictions = new ArrayList<>();
    private long position;
    private int snapshots;

    ChaosWitness(SparkSession spark, Supplier<Warehouse> warehouse, Tables tables) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.tables = tables;
    }

    /** Looks, if there is enough new to see. */
    void look() {
        Ledger ledger = warehouse.get().ledger().read();
        // The power may have failed before an entry was durable that others saw already.
        position = Math.min(position, ledger.position());
        List<Entry> news = ledger.entries().subList((int) position, (int) ledger.position());
        if (news.size() < SOON && news.stream().allMatch(SpeedSegment.class::isInstance)) {
            return;
        }
        position = ledger.position();
        new ServingViews(spark, tables).register(ledger, List.of("traffic"));
        Row row = spark.sql("SELECT coalesce(sum(requests), 0) FROM traffic").head();
        if (warehouse.get().ledger().read().horizon() > ledger.position()) {
            // A clean-up announced meanwhile that this position is no longer answered.
            return;
        }
        snapshots++;
        long accepted = ledger.accounting().merged().accepted();
        if (row.getLong(0) != accepted) {
            contradictions.add("as of position " + ledger.position() + ", traffic shows " + row.getLong(0)
                    + " requests, and the ledger says " + accepted);
        }
    }

    int snapshots() {
        return snapshots;
    }

    List<String> contradictions() {
        return List.copyOf(contradictions);
    }
}
