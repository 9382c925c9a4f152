package dev.weir.serving.duckdb;

import dev.weir.ledger.VisibleSegment;
import dev.weir.serving.delta.DeltaLogReader;
import dev.weir.serving.delta.Snapshot;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * One of the warehouse's tables.
 *
 * @param schema as it is declared, as Delta writes it: the table may not be there yet, or lack columns that are younger
 */
record LocalTable(DeltaLogReader log, Supplier<String> schema) {
    /**
     * Its rows of some segments, as a relation in SQL.
     *
     * @param visible a table with the columns segment, day and layer
     * @param segments what is in it
     */
    String of(String visible, Collection<VisibleSegment> segments) {
        Snapshot declared = Snapshot.empty(schema.get());
        Snapshot table =
                segments.isEmpty() && !log.exists() ? declared : log.read().with(declared.columns());
        return new TableSql(table).of(visible, segments);
    }
}
