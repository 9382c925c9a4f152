package dev.weir.ledger;

import java.time.LocalDate;

/**
 * The rows of one segment on one event day, part of the merged answer.
 *
 * @param segment the segment's id
 * @param day the event day, UTC
 * @param layer who wrote them
 */
public record VisibleSegment(String segment, LocalDate day, Layer layer) {}
