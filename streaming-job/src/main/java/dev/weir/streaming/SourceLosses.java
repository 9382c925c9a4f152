package dev.weir.streaming;

import dev.weir.ledger.Hole;
import dev.weir.ledger.Ledger;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds out what a source had lost before a micro-batch could read it. */
@FunctionalInterface
public interface SourceLosses {
    /** Of sources that keep all that they showed. */
    SourceLosses NONE = (batch, landed, ledger) -> List.of();

    /**
     * Looks for holes, after the micro-batch was landed.
     *
     * @param batch the micro-batch's number
     * @param landed its records in the archive
     * @param ledger as it was before it
     */
    List<Hole> in(long batch, Dataset<Row> landed, Ledger ledger);
}
