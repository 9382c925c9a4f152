package dev.weir.pubsub;

/**
 * A segment that is in the log.
 *
 * @param number its place in the log, from 1
 * @param records how many messages it has; none if it was cut short, see {@link MessageLog}
 * @param bytes the file's length
 */
record Sealed(long number, int records, long bytes) {}
