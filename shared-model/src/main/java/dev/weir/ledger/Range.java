package dev.weir.ledger;

/**
 * What a raw segment holds of one partition of one source.
 *
 * @param source the source's name: a path, a topic
 * @param partition what positions count in: a file's identity, a topic's id and partition
 * @param first the lowest position, inclusive
 * @param last the highest position, inclusive
 * @param records how many raw records
 */
public record Range(String source, String partition, long first, long last, long records) {}
