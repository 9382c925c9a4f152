package dev.weir.source.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.hadoop.conf.Configuration;

/** Decides which bytes of the listed files are new, and notes in the state that they are taken. Not thread-safe. */
final class RangePlanner {
    private final Contents contents;
    private final SourceState state;
    private final Warnings warnings;
    private final Clock clock;
    private final Rest rest;
    private final long stride;
    private final Inflation inflation;

    /**
     * @param rest when a file's last line is taken without line end
     * @param stride about how many bytes lie between two places at which a range can be split
     * @param inflation how much compressed files may hold
     */
    RangePlanner(
            Configuration conf,
            SourceState state,
            Warnings warnings,
            Clock clock,
            Rest rest,
            long stride,
            Inflation inflation) {
        this.contents = new Contents(conf);
        this.state = state;
        this.warnings = warnings;
        this.clock = clock;
        this.rest = rest;
        this.stride = stride;
        this.inflation = inflation;
    }

    /**
     * Plans one trigger.
     *
     * @param limit up to which stored byte a file is looked at
     */
    List<FileRange> plan(List<ListedFile> files, Budget budget, ToLongFunction<ListedFile> limit) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PlanningStep step =
                new PlanningStep(contents, state, warnings, now, rest, limit, budget.left(), stride, inflation);
        for (ListedFile file : files) {
            if (step.finished()) {
                break;
            }
            step.visit(file);
        }
        return step.ranges();
    }
}
