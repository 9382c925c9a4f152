package dev.weir.generator;

/** What the truth counts for one minute of one site. */
final class MinuteCell {
    final CellTally tally = new CellTally();
    final long[] methods = new long[Method.COLUMNS];
    final LongSet clients = new LongSet();
    final LongSet clientAgents = new LongSet();
    final CellDurations durations = new CellDurations();

    void count(Request request, boolean hasDuration) {
        tally.count(request);
        methods[Method.column(request.method())]++;
        clients.add(request.caller().client().id());
        clientAgents.add(request.caller().pairId());
        if (hasDuration) {
            durations.add(request.duration());
        }
    }
}
