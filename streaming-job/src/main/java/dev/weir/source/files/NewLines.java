package dev.weir.source.files;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/** Finds where the unread lines of a file begin and end. */
final class NewLines {
    private final Contents contents;

    NewLines(Contents contents) {
        this.contents = contents;
    }

    /**
     * A file at the moment of planning.
     *
     * @param limit up to which byte of a plain file to look
     * @param takeTail whether bytes after the last line end are a line
     * @param survey of the whole content, where there was need for one
     */
    record Candidate(ListedFile file, boolean compressed, long limit, boolean takeTail, Optional<Survey> survey) {
        /** Up to which byte of the content to look. */
        long end() {
            return survey.map(Survey::total).orElse(compressed ? Long.MAX_VALUE : limit);
        }
    }

    /** The unread lines, as many as the budget has room for. */
    Extent unread(Candidate candidate, ReadState reading, Budget.Left budget) throws IOException {
        if (candidate.end() <= reading.readTo()) {
            return Extent.nothing(reading.readTo(), reading.header());
        }
        long length = reading.identity().length();
        if (reading.readTo() == 0
                && candidate.survey().isPresent()
                && !reading.directives()
                && !budget.countsRecords()
                && length <= budget.bytes()) {
            // A new file that is taken whole needs no second look: the survey saw its end.
            return new Extent(0, length, Extent.UNCOUNTED, null, length == candidate.end());
        }
        Extent.Walk walk = new Extent.Walk(
                candidate.file().path(),
                reading.readTo(),
                candidate.end(),
                candidate.takeTail(),
                reading.directives(),
                reading.header());
        try {
            return Extent.of(contents, walk, budget);
        } catch (EOFException e) {
            // A copy that is shorter than what was read elsewhere in the meantime.
            return Extent.nothing(reading.readTo(), reading.header());
        }
    }

    /** Turns what the ledger knows, where the last line begins, into the next unread byte. */
    ReadState afterLastLine(ReadState recorded, ListedFile file, Survey survey) throws IOException {
        FileIdentity identity = recorded.identity();
        ReadState start =
                ReadState.unread(identity, survey.headOf(identity.length()), survey.directives(), file.path());
        long last = recorded.readTo();
        if (survey.total() <= last) {
            return start.readTo(last, null, null, file.path());
        }
        String header = null;
        if (survey.directives()) {
            Extent.Walk upToIt = new Extent.Walk(file.path(), 0, last, true, true, null);
            header = Extent.of(contents, upToIt, Budget.Left.UNLIMITED).header();
        }
        Extent.Walk lastLine = new Extent.Walk(file.path(), last, survey.total(), true, false, null);
        long next = Extent.of(contents, lastLine, new Budget.Left(1, 1, true)).to();
        return start.readTo(next, null, header, file.path());
    }

    /** What content that grows further must still hold before {@code to}; null where its identity covers that. */
    FileIdentity tail(Candidate candidate, FileIdentity identity, long to) throws IOException {
        // Finding the tail of compressed content means decompressing it all.
        if (candidate.compressed() && to <= identity.length()) {
            return null;
        }
        return contents.before(candidate.file().path(), to, Math.min(to, Contents.GUARD));
    }
}
