package dev.weir.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** One entry of the ledger. Its position, counted from 1, is its place in the log and not part of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SpeedSegment.class, name = "speed"),
    @JsonSubTypes.Type(value = Publication.class, name = "publication"),
    @JsonSubTypes.Type(value = Reindex.class, name = "reindex"),
    @JsonSubTypes.Type(value = SettingsChange.class, name = "settings"),
    @JsonSubTypes.Type(value = Cleanup.class, name = "cleanup"),
    @JsonSubTypes.Type(value = Loss.class, name = "loss"),
    @JsonSubTypes.Type(value = Upgrade.class, name = "upgrade"),
    @JsonSubTypes.Type(value = Compaction.class, name = "compaction")
})
public sealed interface Entry
        permits SpeedSegment, Publication, Reindex, SettingsChange, Cleanup, Loss, Upgrade, Compaction {
    /** When it was written, UTC, by the writer's clock; the position orders entries, not this. */
    Instant written();
}
