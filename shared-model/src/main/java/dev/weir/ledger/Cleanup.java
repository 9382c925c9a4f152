package dev.weir.ledger;

import java.time.Instant;

/**
 * Rows of segments superseded by the horizon may be gone: answers as of an earlier position can no longer be given.
 *
 * @param written see {@link Entry#written}
 * @param horizon the earliest ledger position that can still be asked for
 */
public record Cleanup(Instant written, long horizon) implements Entry {}
