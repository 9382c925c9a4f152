package dev.weir.source.files;

import java.io.FileNotFoundException;
import java.io.IOException;
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
    private final Rest rest;
    private final ToLongFunction<ListedFile> limit;
    private final long stride;
    private final Inflation inflation;
    private Budget.Left budget;

    PlanningStep(
            Contents contents,
            SourceState state,
            Warnings warnings,
            Instant now,
            Rest rest,
            ToLongFunction<ListedFile> limit,
            Budget.Left budget,
            long stride,
            Inflation inflation) {
        this.contents = contents;
        this.state = state;
        this.match = new ContentMatch(contents, state);
        this.newLines = new NewLines(contents, stride);
        this.warnings = warnings;
        this.now = now;
        this.rest = rest;
        this.limit = limit;
        this.budget = budget;
        this.stride = stride;
        this.inflation = inflation;
    }

    boolean finished() {
        return budget.nothing() && !ranges.isEmpty();
    }

    List<FileRange> ranges() {
        return List.copyOf(ranges);
    }

    /** Takes what is new in a file. A file that cannot be read is warned of, and does not keep others from being read. */
    void visit(ListedFile file) throws IOException {
        Optional<Sighting> here = state.sighting(file.path()).filter(seen -> seen.maybe(file));
        boolean unchanged = here.isPresent() && here.get().unchanged(file);
        if (unchanged && !here.get().open() && !here.get().mayBeReadWith(inflation)) {
            return;
        }
        try {
            Optional<Sighting> seen = here.or(() -> file.inode().flatMap(state::sighting));
            Optional<ReadState> reading = seen.map(Sighting::identity).flatMap(state::content);
            if (reading.isPresent() && (unchanged || isSame(seen.get(), reading.get(), file))) {
                goOn(seen.get(), reading.get(), file);
            } else {
                identify(file);
            }
        } catch (BombException e) {
            warnings.once(
                    e.getMessage() + ", as a bomb does; if it is none, allow more with maxRatio (--max-ratio), and it"
                            + " is read at the next start");
            state.put(Sighting.refused(file, inflation));
            // What is ready to be read waits for no more of these than for other files.
            budget = budget.without(inflation.most(file.length()));
        } catch (HalfWrittenException e) {
            warnings.once(e.getMessage() + "; it is tried again when it changes. If it is damaged, replace it");
            state.put(Sighting.of(file, null, true, false));
        } catch (UnreadableArchiveException e) {
            warnings.once("Cannot read " + file.path() + ": " + e.getMessage() + "; it is tried again when it changes");
            state.put(Sighting.of(file, null, true, false));
        } catch (ChangedException e) {
            warnings.once(e.getMessage());
        } catch (IOException e) {
            Interruptions.rethrow(e);
            skip(file, e);
        }
    }

    /**
     * Whether a file is the one that was seen, grown under its name or renamed as it was. Numbers of deleted files are
     * used again: one that was renamed and written to is looked at as if it were new.
     */
    private boolean isSame(Sighting seen, ReadState reading, ListedFile file) throws IOException {
        boolean renamed = !seen.path().equals(file.path());
        if ((renamed || seen.compressed()) && (seen.inode() == null || !seen.unwritten(file))) {
            return false;
        }
        // To see the end of compressed content means to decompress it all.
        return seen.compressed() ? contents.beginsWith(file.path(), reading.head()) : match.grew(reading, file);
    }

    private void goOn(Sighting seen, ReadState reading, ListedFile file) throws IOException {
        if (seen.compressed() && !seen.open()) {
            state.put(Sighting.of(file, seen.identity(), true, false));
            state.put(reading.movedTo(file.path()));
        } else {
            extend(candidate(file, seen.compressed(), Optional.empty()), reading);
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
        Survey survey = Survey.of(contents, file, limit.applyAsLong(file), stride, inflation, match::lengths);
        NewLines.Candidate candidate = candidate(file, survey.compressed(), Optional.of(survey));
        FileIdentity name = (candidate.takeTail() ? survey.total() : survey.whole()).at();
        ContentMatch.Match found = match.of(file, survey, name);
        if (found instanceof ContentMatch.Match.Continued known) {
            extend(candidate, newLines.withHeader(known.reading().directives(survey.directives()), file));
        } else if (found instanceof ContentMatch.Match.ContinuedAfter last) {
            extend(candidate, newLines.afterLastLine(last.known(), file, survey));
        } else if (found instanceof ContentMatch.Match.Unknown unknown && name.length() > 0) {
            FileIdentity head = survey.headOf(name.length());
            extend(candidate, ReadState.unread(name, unknown.partition(), head, survey.directives(), file.path()));
        } else {
            state.put(Sighting.of(file, null, survey.compressed(), name.length() < survey.length()));
        }
    }

    private void extend(NewLines.Candidate candidate, ReadState reading) throws IOException {
        ListedFile file = candidate.file();
        Extent extent = newLines.unread(candidate, reading, budget);
        boolean open = !extent.complete();
        if (extent.empty()) {
            // Content of which nothing is read yet (directives alone, say) has no identity to keep.
            FileIdentity identity = state.content(reading.identity()).isPresent() ? reading.identity() : null;
            state.put(Sighting.of(file, identity, candidate.compressed(), open));
            boolean moved = !file.path().equals(reading.path());
            if (identity != null && moved && candidate.end() >= reading.readTo()) {
                // A name under which all that was read is there: comparisons need one that is.
                state.put(reading.movedTo(file.path()));
            }
            return;
        }
        Marks marks = newLines.marks(candidate, reading, extent);
        boolean splits = !reading.directives() && !candidate.compressed();
        ranges.add(new FileRange(
                file.path(),
                reading.partition(),
                extent.from(),
                extent.to(),
                reading.header(),
                now,
                reading.head(),
                reading.directives(),
                candidate.compressed(),
                splits ? marks : marks.whole(),
                file.length()));
        budget = budget.minus(extent.to() - extent.from(), extent.records());
        state.put(reading.readTo(marks.end(), extent.header(), file.path()));
        state.put(Sighting.of(file, reading.identity(), candidate.compressed(), open));
    }

    private NewLines.Candidate candidate(ListedFile file, boolean compressed, Optional<Survey> survey)
            throws IOException {
        return new NewLines.Candidate(file, compressed, limit.applyAsLong(file), compressed || isAtRest(file), survey);
    }

    /** Whether the file's end is an end: nobody has written to it for a while, nor since it was listed. */
    private boolean isAtRest(ListedFile file) throws IOException {
        return rest.of(file, now) && limit.applyAsLong(file) >= file.length() && contents.unchanged(file);
    }
}
