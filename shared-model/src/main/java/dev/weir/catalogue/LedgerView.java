package dev.weir.catalogue;

import java.util.List;

/** A view of what the ledger says. */
public record LedgerView(String name, String says, List<Column> columns) implements View {
    /** One row a segment and event day. */
    public static final LedgerView SEGMENTS = new LedgerView(
            "ledger",
            "What both layers wrote, by segment and event day, and whether it is visible",
            List.of(
                    Column.of("position", Type.BIGINT, "The position of the entry in the ledger"),
                    Column.of("written", Type.TIMESTAMP, "When the entry was written, UTC"),
                    Column.of("layer", Type.STRING, LineColumns.LAYER_SAYS),
                    Column.of(Table.SEGMENT, Type.STRING, "The id that tags the rows"),
                    Column.of(Table.DAY, Type.DATE, "The event day, UTC"),
                    Column.of("visible", Type.BOOLEAN, "Whether its rows are part of the answers"),
                    Column.of("accepted", Type.BIGINT, "Lines that became events"),
                    Column.of("duplicates", Type.BIGINT, "Lines that are copies of others"),
                    Column.of("rejected", Type.BIGINT, "Lines that became dead letters"),
                    Column.optional("stream", Type.STRING, "The query that ran the micro-batch"),
                    Column.optional("batch", Type.BIGINT, "The number of the micro-batch"),
                    Column.optional("read_through", Type.BIGINT, "The ledger position up to which the batch read"),
                    Column.of("model", Type.STRING, "The version of the model and its settings")));

    /** One row a publication, event day and rollup. */
    public static final LedgerView DRIFT = new LedgerView(
            "drift",
            "How far answers were off before each publication, by event day and rollup, and why",
            List.of(
                    Column.of("position", Type.BIGINT, "The position of the publication in the ledger"),
                    Column.of("published", Type.TIMESTAMP, "When it was published, UTC"),
                    Column.of(Table.DAY, Type.DATE, "The event day, UTC"),
                    Column.of("rollup", Type.STRING, "The rollup"),
                    Column.of("cells", Type.BIGINT, "How many cells"),
                    Column.of("differing", Type.BIGINT, "How many cells differ"),
                    Column.of("speed", Type.BIGINT, "Requests as answered before"),
                    Column.of("batch", Type.BIGINT, "Requests as the batch layer counts them"),
                    Column.of("difference", Type.BIGINT, "batch minus speed"),
                    Column.of("duplicate", Type.BIGINT, "Of the difference: copies across micro-batches"),
                    Column.of(
                            "late",
                            Type.BIGINT,
                            "Requests that came after the day was last published; no part of the difference"),
                    Column.of("healed", Type.BIGINT, "Of the difference: dead letters that can be read now"),
                    Column.of("model_change", Type.BIGINT, "Of the difference: a changed model or changed settings"),
                    Column.of(
                            "unexplained",
                            Type.BIGINT,
                            "Of the difference: what has no explanation; 0 unless damage was accepted")));

    public LedgerView {
        columns = List.copyOf(columns);
    }
}
