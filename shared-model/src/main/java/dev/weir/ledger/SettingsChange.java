package dev.weir.ledger;

import dev.weir.model.ModelSettings;
import java.time.Instant;

/**
 * From here on the model runs with these settings; older answers keep theirs until they are recomputed.
 *
 * @param written see {@link Entry#written}
 * @param settings all of them, not a difference
 */
public record SettingsChange(Instant written, ModelSettings settings) implements Entry {}
