package dev.weir.ledger;

/**
 * How far one rollup's answers for one day were off before a publication, in requests, and why.
 * {@code batch - speed = duplicate + healed + modelChange}, cell by cell, or the rest is unexplained.
 *
 * @param rollup the rollup's name
 * @param cells cells on either side
 * @param differing cells whose measures differ
 * @param speed requests as answered before: the older batch segment and the speed segments that it had not read
 * @param batch requests as answered by the new batch segment
 * @param duplicate requests taken off as duplicates across micro-batches, negative; positive where a record that was one
 *     counts now, because its other copy moved or went
 * @param late requests that arrived after the day was last published; the speed layer counted them at once, so they
 *     explain no difference
 * @param healed requests that were dead letters before
 * @param modelChange requests that came, went or moved because the model or its settings changed
 * @param unexplained the sum over all cells and counts of what is left, without sign; must be 0
 */
public record Drift(
        String rollup,
        long cells,
        long differing,
        long speed,
        long batch,
        long duplicate,
        long late,
        long healed,
        long modelChange,
        long unexplained) {
    /** The drift of answers that are equal. */
    public static Drift none(String rollup, long cells, long requests) {
        return new Drift(rollup, cells, 0, requests, requests, 0, 0, 0, 0, 0);
    }

    public long difference() {
        return batch - speed;
    }
}
