package dev.weir.benchmarks;

/**
 * How much is measured.
 *
 * @param lines of most scenarios
 * @param longLines of the batch layer's second size; 0 to leave it out
 * @param heapLines of the run that must stay within the heap; 0 to leave it out
 * @param kafkaLines in the topic
 * @param pubSubLines in the subscription
 * @param latencyWarmUp seconds of streaming that are not counted
 * @param latencySeconds seconds of streaming that are counted
 * @param monthLines per minute and site of the month that is queried
 * @param warmUps uncounted runs in a started session
 * @param runs counted runs
 * @param longRuns counted runs of what takes minutes
 */
record Sizes(
        long lines,
        long longLines,
        long heapLines,
        long kafkaLines,
        long pubSubLines,
        int latencyWarmUp,
        int latencySeconds,
        int monthLines,
        int warmUps,
        int runs,
        int longRuns) {
    /** What the targets are about. */
    static Sizes full(long lines, int runs) {
        return new Sizes(
                lines,
                5 * lines,
                25 * lines,
                Math.min(lines, 1_000_000),
                Math.min(lines, 200_000),
                30,
                60,
                3,
                2,
                runs,
                Math.min(runs, 3));
    }

    /** To see that all of it works. */
    static Sizes quick(long lines, int runs) {
        return new Sizes(lines, 0, 0, lines, lines, 10, 15, 1, 1, runs, 0);
    }
}
