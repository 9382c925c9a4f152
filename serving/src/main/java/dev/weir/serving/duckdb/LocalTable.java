package dev.weir.serving.duckdb;

import dev.weir.ledger.VisibleSegment;
import dev.weir.serving.delta.DeltaLogReader;
import dev.weir.serving.delta.Snapshot;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * One of the warehouse's tables.
 *
 * @param schema of one that is not there yet, as Delta writes it
 */
record LocalTable(DeltaLogReader log, Supplier<String> schema) {
    /**
     * Its rows of some segments, as a relation in SQL.
     *
     * @param visible a table with the columns segment, day and layer
     * @param segments what is in it
     */
    String of(String visible, Collection<VisibleSegment> segments) {
        Snapshot snapshot = segments.isEmpty() && !log.exists() ? Snapshot.empty(schema.get()) : log.read();
        return new TableSql(snapshot).of(visible, segments);
    }
}
