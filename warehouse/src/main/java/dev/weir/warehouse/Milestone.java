package dev.weir.warehouse;

import java.util.Locale;

/** The points of a job between which it may die and nothing is lost or counted twice. */
public enum Milestone {
    /** A raw segment is in the archive, nothing made of it yet. */
    LANDED,
    /** Lines of a segment are in their table, its cells are not. */
    HALFWAY,
    /** A speed segment's rows are in the tables, the ledger does not know yet. */
    WRITTEN,
    /** The ledger has the speed segment, Spark's checkpoint does not know yet. */
    ADMITTED,
    /** The cells of a compaction are in the table, the ledger does not know yet. */
    COMPACTING,
    /** The batch segments' rows are in the tables, the ledger does not know yet. */
    STAGED,
    /** The ledger has the publication, the job has not ended. */
    PUBLISHED,
    /** Rows of segments are in BigQuery, its copy of the ledger does not know yet. */
    UPLOADED,
    /** What entries show and hide is in BigQuery, too; its copy of the ledger does not know yet. */
    UNVEILED,
    /** The clean-up is announced in the ledger, rows are not deleted yet. */
    CLEANING,
    /** A step of an upgrade to a newer format is done, others are not. */
    UPGRADING;

    /** As people write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
