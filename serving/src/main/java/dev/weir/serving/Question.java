package dev.weir.serving;

import dev.weir.ledger.Ledger;
import java.util.Optional;

/**
 * A query over the views.
 *
 * @param sql in the engine's dialect
 * @param asOf the ledger as of which to answer; empty for the newest that the engine finds
 * @param cancellation ends it early
 */
public record Question(String sql, Optional<Ledger> asOf, Cancellation cancellation) {
    /** One about now, that nobody cancels. */
    public static Question of(String sql) {
        return new Question(sql, Optional.empty(), new Cancellation());
    }

    /** One as of a ledger, that nobody cancels. */
    public static Question of(String sql, Ledger asOf) {
        return new Question(sql, Optional.of(asOf), new Cancellation());
    }
}
