package dev.weir.ledger;

import java.time.LocalDate;
import java.util.Set;
import java.util.SortedMap;

/**
 * A raw segment as the ledger knows it.
 *
 * @param position of its ledger entry
 * @param id its id
 * @param arrivalDay its place in the archive
 * @param received records in the archive, counted when they were landed
 * @param sources the names of its sources
 * @param days records by event day, as last indexed
 * @param model the model of that index
 */
public record RawSegment(
        long position,
        String id,
        LocalDate arrivalDay,
        long received,
        Set<String> sources,
        SortedMap<LocalDate, Long> days,
        String model) {}
