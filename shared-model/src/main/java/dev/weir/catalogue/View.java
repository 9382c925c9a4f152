package dev.weir.catalogue;

import java.util.List;

/** What people query: its name and columns are a stable interface. */
public sealed interface View permits Rollup, LineView, LedgerView {
    String name();

    /** What a row of it is, one sentence without full stop. */
    String says();

    List<Column> columns();
}
