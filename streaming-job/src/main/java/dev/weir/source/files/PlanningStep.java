package dev.weir.source.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** One trigger's planning: visits files and collects the ranges to read. Used once. */
final class PlanningStep {
    private final List<FileRange> ranges = new ArrayList<>();
    private final Contents contents;
    private final SourceState state;
    private final ContentMatch match;
    private final NewLines newLines;
    private final Warnings warnings;
    private final Instant now;
    private final Duration idle;
    private final ToLongFunction<ListedFile> limit;
    private Budget.Left budget;

    PlanningStep(
            Contents contents,
            SourceState state,
            Warnings warnings,
            Instant now,
            Duration idle,
            ToLongFunction<ListedFile> limit,
            Budget.Left budget) {
        this.contents = contents;
        this.state = state;
        this.match = new ContentMatch(contents, state);
        this.newLines = new NewLines(contents);
        this.warnings = warnings;
        this.now = now;
        this.idle = idle;
        this.limit = limit;
        this.budget = budget;
    }

    boolean finished() {
        return budget.nothing();
    }

    List<FileRange> ranges() {
        return List.copyOf(ranges);
    }

    /** Takes what is new in a file. A file that cannot be read is warned of, and does not keep others from being read. */
    void visit(ListedFile file) throws IOException {
        Optional<Sighting> seen = state.sighting(file.path());
        boolean unchanged = seen.isPresent() && seen.get().unchanged(file);
        if (unchanged && !seen.get().open()) {
            return;
        }
        try {
            Optional<ReadState> reading = seen.map(Sighting::identity).flatMap(state::content);
            boolean compressed = seen.isPresent() && seen.get().compressed();
            if (reading.isPresent() && (unchanged || (!compressed && match.grew(reading.get(), file)))) {
                extend(candidate(file, compressed, Optional.empty()), reading.get());
            } else {
                identify(file);
            }
        } catch (HalfWrittenException e) {
            warnings.once(e.getMessage() + "; it is tried again when it changes. If it is damaged, replace it");
            state.put(Sighting.of(file, null, true, false));
        } catch (IOException e) {
            Interruptions.rethrow(e);
            skip(file, e);
        }
    }

    private void skip(ListedFile file, IOException reason) throws IOException {
        // A file renamed since the listing comes under its new name at the next trigger: no cause to worry anyone.
        if (!(reason instanceof FileNotFoundException) || contents.exists(file.path())) {
            warnings.once("Cannot read " + file.path() + ": " + reason.getMessage()
                    + "; make it readable and it is read at the next trigger");
        }
    }

    private void identify(ListedFile file) throws IOException {
        if (file.length() == 0) {
            state.put(Sighting.of(file, null, false, false));
            return;
        }
        Survey survey = Survey.of(contents, file, limit.applyAsLong(file), state::lengths);
        NewLines.Candidate candidate = candidate(file, survey.compressed(), Optional.of(survey));
        Optional<ReadState> known = match.of(file, survey);
        if (known.isPresent()) {
            extend(candidate, known.get().lastLine() ? newLines.afterLastLine(known.get(), file, survey) : known.get());
            return;
        }
        FileIdentity identity = candidate.takeTail() ? survey.totalIdentity() : survey.wholeIdentity();
        if (identity.length() == 0) {
            state.put(Sighting.of(file, null, survey.compressed(), survey.total() > 0));
            return;
        }
        FileIdentity head = survey.headOf(identity.length());
        extend(candidate, ReadState.unread(identity, head, survey.directives(), file.path()));
    }

    private void extend(NewLines.Candidate candidate, ReadState reading) throws IOException {
        ListedFile file = candidate.file();
        Extent extent = newLines.unread(candidate, reading, budget);
        boolean open = !extent.complete();
        if (extent.empty()) {
            // Content of which nothing is read yet (directives alone, say) has no identity to keep.
            FileIdentity identity = state.content(reading.identity()).isPresent() ? reading.identity() : null;
            state.put(Sighting.of(file, identity, candidate.compressed(), open));
            if (identity != null && !reading.lastLine() && candidate.survey().isPresent()) {
                moved(candidate, reading);
            }
            return;
        }
        FileIdentity tail = newLines.tail(candidate, reading.identity(), extent.to());
        ranges.add(new FileRange(
                file.path(),
                reading.identity(),
                extent.from(),
                extent.to(),
                reading.header(),
                now,
                reading.head(),
                reading.directives(),
                candidate.compressed()));
        budget = budget.minus(extent.to() - extent.from(), extent.records());
        state.put(reading.readTo(extent.to(), tail, extent.header(), file.path()));
        state.put(Sighting.of(file, reading.identity(), candidate.compressed(), open));
    }

    /** A name under which all that was read is there: comparisons need one that is. */
    private void moved(NewLines.Candidate candidate, ReadState reading) {
        Optional<ReadState> kept = state.content(reading.identity());
        if (candidate.end() >= reading.readTo()
                && kept.filter(ReadState::lastLine).isEmpty()) {
            state.put(reading.readTo(
                    reading.readTo(),
                    reading.tail(),
                    reading.header(),
                    candidate.file().path()));
        }
    }

    private NewLines.Candidate candidate(ListedFile file, boolean compressed, Optional<Survey> survey)
            throws IOException {
        return new NewLines.Candidate(file, compressed, limit.applyAsLong(file), compressed || isAtRest(file), survey);
    }

    /** Whether the file's end is an end: nobody has written to it for a while, nor since it was listed. */
    private boolean isAtRest(ListedFile file) throws IOException {
        // Zero asks for no age at all: a writer's clock may be ahead of ours.
        boolean old = idle.isZero() || !file.lastChange().plus(idle).isAfter(now);
        return old && limit.applyAsLong(file) >= file.length() && contents.unchanged(file);
    }
}
