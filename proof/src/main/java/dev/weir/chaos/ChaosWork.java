package dev.weir.chaos;

import dev.weir.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;

/** The command lines of a chaos run. */
final class ChaosWork {
    /** A process that is killed at a random moment gets through about so many micro-batches at most. */
    private static final int MICRO_BATCHES_A_KILL = 8;

    private static final long MOST_LINES_OF_A_MICRO_BATCH = 100;

    /** A line that is written in two parts is one line, however long the machine takes between them. */
    private static final String IDLE_SECONDS = "3600";

    /** So few that a stream which is soon killed has something to compact. */
    private static final String COMPACT_AFTER = "3";

    private final ChaosMachine machine;

    ChaosWork(ChaosMachine machine) {
        this.machine = machine;
    }

    /**
     * A stream that has something to read until the end.
     *
     * @param left how many kills of streams are to come
     */
    List<String> stream(ChaosFeed feed, int left) {
        long share = feed.left(machine.ledger()) / ((long) left * MICRO_BATCHES_A_KILL);
        long most = Math.max(1, Math.min(MOST_LINES_OF_A_MICRO_BATCH, share));
        List<String> command = stream(feed);
        command.addAll(List.of("--idle", IDLE_SECONDS, "--trigger", "100", "--max-lines", Long.toString(most)));
        command.addAll(List.of("--compact-after", COMPACT_AFTER));
        return command;
    }

    /** A stream that reads what is there, but for a line that is not finished. */
    List<String> streamSoFar(ChaosFeed feed) {
        List<String> command = stream(feed);
        command.addAll(List.of("--idle", IDLE_SECONDS, "--available-now"));
        return command;
    }

    /** A stream that reads all that is left. */
    List<String> streamRest(ChaosFeed feed) {
        List<String> command = stream(feed);
        command.add("--available-now");
        return command;
    }

    private List<String> stream(ChaosFeed feed) {
        return command("stream", "--dir", feed.directory().toString());
    }

    /** Recomputes what was touched, or, so that there is work in any case, some day. */
    List<String> batch() {
        Ledger ledger = machine.ledger();
        return ledger.staleness().touchedSincePublished().isEmpty()
                        && !ledger.newestBatch().isEmpty()
                ? batch(List.of(ledger.newestBatch().firstKey().toString()))
                : batch(List.of());
    }

    /** Recomputes days, or, where none is named, what was touched. */
    List<String> batch(List<String> days) {
        List<String> command = command("batch");
        days.forEach(day -> command.addAll(List.of("--day", day)));
        return command;
    }

    /** Deletes all that only earlier answers need. */
    List<String> clean() {
        return command("clean", "--keep-days", "0");
    }

    private List<String> command(String name, String... options) {
        List<String> command =
                new ArrayList<>(List.of(name, "--warehouse", machine.warehouse().location()));
        command.addAll(List.of(options));
        return command;
    }
}
