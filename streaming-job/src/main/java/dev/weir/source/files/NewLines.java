package dev.weir.source.files;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds where the unread lines of a file begin and end, and marks them. */
final class NewLines {
    private final Contents contents;
    private final long stride;

    /** @param stride about how many bytes lie between two marks */
    NewLines(Contents contents, long stride) {
        this.contents = contents;
        this.stride = stride;
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
            return survey.map(Survey::length).orElse(compressed ? Long.MAX_VALUE : limit);
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

    /** Turns what the ledger of an older version knows, where the last line begins, into the next unread byte. */
    ReadState afterLastLine(KnownFile known, ListedFile file, Survey survey) throws IOException {
        FileIdentity identity = known.partition();
        long last = known.lastPosition();
        Extent.Walk lastLine = new Extent.Walk(file.path(), last, survey.length(), true, false, null);
        long next = Extent.of(contents, lastLine, new Budget.Left(1, 1, true)).to();
        Mark mark = contents.pass(file.path(), FileIdentity.of(), next).total();
        return withHeader(
                ReadState.unread(identity, identity, survey.headOf(identity.length()), survey.directives(), file.path())
                        .readTo(mark, null, file.path()),
                file);
    }

    /** Finds the header in force where content goes on of which only the ledger knew. */
    ReadState withHeader(ReadState reading, ListedFile file) throws IOException {
        if (!reading.directives() || reading.header() != null || reading.readTo() == 0) {
            return reading;
        }
        Extent.Walk upToThere = new Extent.Walk(file.path(), 0, reading.readTo(), true, true, null);
        String header = Extent.of(contents, upToThere, Budget.Left.UNLIMITED).header();
        return reading.readTo(reading.read(), header, file.path());
    }

    /**
     * Proof of what an extent holds, and of all before it.
     *
     * @throws ChangedException where the extent was found in other content
     */
    Marks marks(Candidate candidate, ReadState reading, Extent extent) throws IOException {
        Optional<Mark> start = candidate.survey().flatMap(survey -> survey.at(extent.from()));
        Optional<Mark> end = candidate.survey().flatMap(survey -> survey.at(extent.to()));
        if (start.isPresent() && end.isPresent()) {
            return new Marks(
                    start.get(), between(extent, candidate.survey().get().splits()), end.get());
        }
        // Older versions kept no proof to go on from.
        Mark read = reading.read() == null ? Mark.BEGINNING : reading.read();
        // What has the name may be another file than the one that was surveyed or walked over.
        Mark proof = candidate.survey().map(survey -> survey.from(extent.to())).orElse(read);
        TreeSet<Long> wanted = new TreeSet<>(List.of(read.position(), extent.from(), extent.to(), proof.position()));
        String path = candidate.file().path();
        // A byte more, to see an end.
        ContentPass pass = contents.pass(path, read.block(), wanted.last() + 1, stride, firstBytes -> wanted);
        boolean ends = pass.endsLine(extent.to())
                || candidate.takeTail() && pass.total().position() == extent.to();
        if (!ends || !finds(pass, read) || !finds(pass, proof)) {
            throw new ChangedException(candidate.file());
        }
        return new Marks(
                pass.byLength().get(extent.from()),
                between(extent, pass.splits()),
                pass.byLength().get(extent.to()));
    }

    private static boolean finds(ContentPass pass, Mark mark) {
        Mark there = pass.byLength().get(mark.position());
        return there != null && there.at().equals(mark.at());
    }

    private static List<Mark> between(Extent extent, List<Mark> splits) {
        return splits.stream()
                .filter(mark -> mark.position() > extent.from() && mark.position() < extent.to())
                .toList();
    }
}
