package dev.weir.ledger;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The raw segments of a ledger, in the order in which they were admitted, as they were last parsed. */
public record RawIndex(Ledger ledger) {
    /** All of them. Reads every entry. */
    public List<RawSegment> all() {
        return segments(ledger.speedSegments(), reindexed());
    }

    /** Those that had records of a day when they were admitted, wherever these belong as last parsed. */
    public List<RawSegment> admittedWith(LocalDate day) {
        return segments(ledger.speedSegments(Set.of(day)), reindexed());
    }

    /** Those with records of one of some days. */
    public List<RawSegment> touching(Set<LocalDate> days) {
        Predicate<SortedMap<LocalDate, Long>> touch =
                index -> index.keySet().stream().anyMatch(days::contains);
        Map<String, Reindex.Indexed> reindexed = reindexed();
        Set<String> came = names(reindexed, index -> touch.test(index.days()));
        return segments(find(came, block -> block.summary().touches(days)), reindexed).stream()
                .filter(raw -> touch.test(raw.days()))
                .toList();
    }

    /**
     * Those that another model than the present one has parsed last.
     *
     * @param model names the present one for some sources
     */
    public List<RawSegment> outdated(Function<Set<String>, String> model) {
        Map<Set<String>, String> models = new HashMap<>();
        Predicate<Summary.Parsed> present =
                parsed -> parsed.model().equals(models.computeIfAbsent(parsed.sources(), model));
        Set<Summary.Parsed> all = ledger.summary().parsed();
        if (all != null) {
            all.forEach(parsed -> models.computeIfAbsent(parsed.sources(), model));
        }
        // A model's name says of which sources it is.
        Set<String> known = Set.copyOf(models.values());
        Map<String, Reindex.Indexed> reindexed = reindexed();
        Set<String> since = names(reindexed, index -> !known.contains(index.model()));
        Predicate<Block> maybe = block -> {
            Set<Summary.Parsed> its = block.summary().parsed();
            return its == null || !its.stream().allMatch(present);
        };
        return segments(find(since, maybe), reindexed).stream()
                .filter(raw -> !present.test(new Summary.Parsed(raw.model(), raw.sources())))
                .toList();
    }

    /** By id, the positions of raw segments that are in the ledger. */
    Map<String, Long> positions(Set<String> ids) {
        Map<String, Long> positions = new HashMap<>();
        find(ids, block -> false)
                .filter(speed -> ids.contains(speed.segment().id()))
                .forEach(speed -> positions.put(speed.segment().id(), speed.position()));
        return positions;
    }

    /** The newest index of each raw segment that was parsed anew. */
    private Map<String, Reindex.Indexed> reindexed() {
        Map<String, Reindex.Indexed> reindexed = new HashMap<>();
        ledger.of(Reindex.class).values().forEach(entry -> reindexed.putAll(entry.segments()));
        return reindexed;
    }

    private static Set<String> names(Map<String, Reindex.Indexed> reindexed, Predicate<Reindex.Indexed> wanted) {
        return reindexed.entrySet().stream()
                .filter(index -> wanted.test(index.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * The speed segments of blocks that may have what is asked for and, in no order, of as many others as it takes to find
     * those that are asked for by name.
     */
    Stream<Ledger.Admitted> find(Set<String> ids, Predicate<Block> maybe) {
        Set<String> missing = new HashSet<>(ids);
        return Stream.concat(
                ledger.speedSegments(ledger.blocks().stream(maybe))
                        .peek(speed -> missing.remove(speed.segment().id())),
                Ledger.in(ledger.blocks().stream(block -> !missing.isEmpty() && !maybe.test(block)))
                        .peek(speed -> missing.remove(speed.segment().id())));
    }

    private static List<RawSegment> segments(Stream<Ledger.Admitted> speed, Map<String, Reindex.Indexed> reindexed) {
        return speed.map(admitted ->
                        segment(admitted, reindexed.get(admitted.segment().id())))
                .sorted(Comparator.comparing(RawSegment::position))
                .toList();
    }

    private static RawSegment segment(Ledger.Admitted admitted, Reindex.Indexed index) {
        SpeedSegment speed = admitted.segment();
        SortedMap<LocalDate, Long> days = new TreeMap<>();
        speed.days().forEach((day, tally) -> days.put(day, tally.total()));
        return new RawSegment(
                admitted.position(),
                speed.id(),
                speed.arrivalDay(),
                speed.received(),
                speed.sources(),
                index == null ? days : index.days(),
                index == null ? speed.model() : index.model());
    }
}
