package dev.weir.serving;

import dev.weir.ledger.Ledger;

/**
 * A query over the views.
 *
 * @param sql in the engine's dialect
 * @param ledger as of which to answer
 * @param cancellation ends it early
 */
public record Question(String sql, Ledger ledger, Cancellation cancellation) {
    /** One that nobody cancels. */
    public static Question of(String sql, Ledger ledger) {
        return new Question(sql, ledger, new Cancellation());
    }
}
