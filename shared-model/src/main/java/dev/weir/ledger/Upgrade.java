package dev.weir.ledger;

import java.time.Instant;

/**
 * The tables are of a newer format from here on. A program that does not know the format does not know this kind of entry: it cannot
 * admit what it wrote to the older tables.
 *
 * @param written see {@link Entry#written}
 * @param format the format of the warehouse
 */
public record Upgrade(Instant written, int format) implements Entry {}
