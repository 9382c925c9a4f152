package dev.weir.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Announces what a clean-up deletes, before it does. Rows of segments superseded by the horizon may be gone: answers as of an
 * earlier position can no longer be given. Attempts that were not admitted by then are given up: {@link Admission#refuses} admits
 * none of them afterwards, so that nothing which is deleted can come to be an answer, whatever clocks say.
 *
 * @param written see {@link Entry#written}
 * @param horizon the earliest ledger position that can still be asked for
 * @param givenUp the segments of attempts that are given up; absent from older entries, which gave up none
 * @param leastRead batch jobs that read the ledger through a position before this one are given up, too: of files that they
 *     have not yet committed nobody can tell whose they are. 0, as in older entries, for none
 */
public record Cleanup(
        Instant written,
        long horizon,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedSet<String> givenUp,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long leastRead)
        implements Entry {
    public Cleanup {
        givenUp = givenUp == null
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(givenUp));
    }

    /** A clean-up that gives nothing up. */
    public Cleanup(Instant written, long horizon) {
        this(written, horizon, Collections.emptySortedSet(), 0);
    }
}
