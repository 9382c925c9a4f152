package dev.weir.batch;

import dev.weir.ledger.Digest;
import dev.weir.ledger.Ledger;
import dev.weir.warehouse.Accounts;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the lines that the speed layer got wrong, or of which nobody can say: the batch layer writes those anew. Where the
 * digests are equal, the lines that are there are the lines that it would write.
 */
final class Corrections {
    private Corrections() {}

    /**
     * Holds recomputed lines against those that the speed layer wrote.
     *
     * @param ledger as it was when the recomputation read it
     * @param days what was recomputed; each is in the result
     */
    static RawParts of(Ledger ledger, Collection<LocalDate> days, Accounts recomputed) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        SortedMap<LocalDate, SortedSet<String>> corrections = new TreeMap<>();
        for (LocalDate day : days) {
            Map<String, Digest> lines = recomputed.lines().getOrDefault(day, Map.of());
            SortedSet<String> wrong = new TreeSet<>();
            ledger.speedSegments().forEach((position, speed) -> {
                boolean wrote = speed.days().containsKey(day);
                Digest now = lines.getOrDefault(speed.id(), Digest.NONE);
                Digest then = wrote ? speed.lines().get(day) : Digest.NONE;
                if (!now.equals(then) || wrote && replaced(newest.get(day), position, speed.id())) {
                    wrong.add(speed.id());
                }
            });
            corrections.put(day, wrong);
        }
        return new RawParts(corrections);
    }

    /** The digests of the corrected lines, by event day; days without any are left out. */
    static SortedMap<LocalDate, Digest> digests(RawParts corrections, Accounts recomputed) {
        SortedMap<LocalDate, Digest> digests = new TreeMap<>();
        recomputed
                .lines()
                .forEach((day, lines) -> lines.forEach((segment, digest) -> {
                    if (corrections.of(day).contains(segment)) {
                        digests.merge(day, digest, Digest::plus);
                    }
                }));
        return digests;
    }

    /** Whether a batch segment has its own lines of a raw segment: the speed layer's may be gone. */
    private static boolean replaced(Ledger.Published batch, long position, String rawSegment) {
        return batch != null
                && position <= batch.readThrough()
                && !batch.segment().keeps(rawSegment);
    }
}
