package dev.weir.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What may come next in a ledger. */
public record Admission(Ledger ledger) {
    /**
     * Whether an entry may come next. This is what admits one attempt of each micro-batch and keeps a slow batch job from
     * replacing the result of a later one.
     *
     * @return why not, or empty if it may
     */
    public Optional<String> refuses(Entry entry) {
        if (entry instanceof SpeedSegment speed) {
            return givenUp(List.of(speed.id()))
                    .or(() -> ledger.admitted(speed.stream(), speed.batch())
                            .map(other -> "micro-batch " + speed.batch() + " of stream " + speed.stream()
                                    + " was already admitted as segment " + other.id()
                                    + ": another process runs on the same checkpoint; stop one of them"));
        }
        if (entry instanceof Publication publication) {
            return voided(publication)
                    .or(() -> tearsApart(publication))
                    .or(() -> showsReplaced(publication))
                    .or(() -> publishedMeanwhile(publication));
        }
        if (entry instanceof Compaction compaction) {
            return givenUp(List.of(compaction.id())).or(() -> misses(compaction));
        }
        if (entry instanceof Cleanup cleanup && !cleanup.givenUp().isEmpty()) {
            Set<String> admitted = ledger.admitted();
            return cleanup.givenUp().stream()
                    .filter(admitted::contains)
                    .findFirst()
                    .map(id -> "it gives up segment " + id + ", which was admitted; run the clean-up again");
        }
        return Optional.empty();
    }

    private Optional<String> givenUp(Collection<String> segments) {
        return ledger.of(Cleanup.class).entrySet().stream()
                .flatMap(cleanup -> segments.stream()
                        .filter(id -> cleanup.getValue().givenUp().contains(id))
                        .map(id -> "the clean-up at position " + cleanup.getKey() + " gave up segment " + id
                                + ", whose rows may be gone; do its work again"))
                .findFirst();
    }

    private Optional<String> voided(Publication publication) {
        if (publication.readThrough() < ledger.leastRead()) {
            return Optional.of("a clean-up gave up every batch that read no further than position "
                    + (ledger.leastRead() - 1) + ", and this one read through position " + publication.readThrough()
                    + ": its rows may be gone; run the batch again");
        }
        return givenUp(publication.segments().stream().map(BatchSegment::id).toList());
    }

    /** It stands for what is shown, all of it, and shows neither more nor less. */
    private Optional<String> misses(Compaction compaction) {
        for (Compaction other : ledger.compactions().values()) {
            if (compaction.overlaps(other)
                    && !(compaction.contains(other) && compaction.segments() > other.segments())) {
                return Optional.of("another compaction stands for positions " + other.first() + " to " + other.last());
            }
        }
        SortedMap<LocalDate, Tally> tallies = new TreeMap<>();
        ledger.speedSegments(ledger.blocks()
                        .touching(compaction.days().keySet())
                        .filter(block -> block.after() < compaction.last() && compaction.first() <= block.last()))
                .filter(speed -> compaction.first() <= speed.position() && speed.position() <= compaction.last())
                .forEach(speed ->
                        speed.segment().days().forEach((day, tally) -> tallies.merge(day, tally, Tally::plus)));
        tallies.keySet().retainAll(compaction.days().keySet());
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        for (Map.Entry<LocalDate, Compaction.Compacted> day : compaction.days().entrySet()) {
            if (!Ledger.isUnread(newest, day.getKey(), compaction.first())) {
                return Optional.of("a batch job has published " + day.getKey() + " in the meantime");
            }
            if (!day.getValue().tally().equals(tallies.get(day.getKey()))) {
                return Optional.of("it has " + day.getValue().tally() + " of " + day.getKey()
                        + ", and the segments that it stands for have " + tallies.get(day.getKey()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> publishedMeanwhile(Publication publication) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        return publication.segments().stream()
                .map(segment -> newest.get(segment.day()))
                .filter(other -> other != null && other.position() > publication.readThrough())
                .findFirst()
                .map(other -> "another batch job published " + other.segment().day() + " at position "
                        + other.position() + " in the meantime; run the batch again");
    }

    private Optional<String> showsReplaced(Publication publication) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        for (BatchSegment segment : publication.segments()) {
            Ledger.Published earlier = newest.get(segment.day());
            Optional<SpeedSegment> replaced = earlier == null ? Optional.empty() : shownAgain(segment, earlier);
            if (replaced.isPresent()) {
                return Optional.of(
                        "it shows lines of raw segment " + replaced.get().id() + " of " + segment.day()
                                + " that another batch replaced: they may be gone");
            }
        }
        return Optional.empty();
    }

    private Optional<SpeedSegment> shownAgain(BatchSegment segment, Ledger.Published earlier) {
        if (earlier.segment().keepsAll()) {
            return Optional.empty();
        }
        return ledger.speedSegments(Set.of(segment.day()))
                .filter(speed -> speed.position() <= earlier.readThrough())
                .map(Ledger.Admitted::segment)
                .filter(speed -> segment.keeps(speed.id()) && !earlier.segment().keeps(speed.id()))
                .findFirst();
    }

    private Optional<String> tearsApart(Publication publication) {
        Set<LocalDate> days = new TreeSet<>();
        publication.segments().forEach(segment -> days.add(segment.day()));
        if (days.size() < publication.segments().size()) {
            return Optional.of("it has two batch segments for one day");
        }
        if (publication.readThrough() < 0 || publication.readThrough() > ledger.position()) {
            return Optional.of("it claims to have read through position " + publication.readThrough()
                    + ", the ledger has entries 1 to " + ledger.position());
        }
        SortedSet<LocalDate> missing = new Staleness(ledger.prefix(publication.readThrough())).publishedTogether(days);
        missing.removeAll(days);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("raw records moved between " + days + " and " + missing
                        + " when they were parsed anew; publish these days together");
    }
}
