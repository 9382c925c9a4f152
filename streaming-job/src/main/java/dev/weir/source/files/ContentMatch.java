package dev.weir.source.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the known content that a file continues. Only a digest of all that was read of a content tells that a file is
 * it: first lines do not, where, say, two servers log the same health check in the same second. Where there is no such
 * proof, nor one to the contrary, the file is read, and its records' places are called as the content's are which it
 * may be a copy of: if it is one, its records are known to be duplicates.
 */
final class ContentMatch {
    private final Contents contents;
    private final SourceState state;

    ContentMatch(Contents contents, SourceState state) {
        this.contents = contents;
        this.state = state;
    }

    /** What a file is. */
    sealed interface Match {
        /** Known content, perhaps with more after it. */
        record Continued(ReadState reading) implements Match {}

        /** Content known from the ledger of an older version, of which the last line that was read begins there. */
        record ContinuedAfter(KnownFile known) implements Match {}

        /** The beginning of known content: it has nothing of its own so far. */
        record Beginning() implements Match {}

        /**
         * Content to be read from its beginning.
         *
         * @param partition of the content that it may be a copy of; null if there is none
         */
        record Unknown(FileIdentity partition) implements Match {}
    }

    /** The lengths at which a survey must identify a file with these first bytes. */
    SortedSet<Long> lengths(ByteBuffer firstBytes) {
        SortedSet<Long> lengths = new TreeSet<>();
        for (ReadState content : state.contentsLike(firstBytes)) {
            lengths.addAll(
                    List.of(content.identity().length(), content.partition().length(), content.readTo()));
        }
        state.knownLike(firstBytes).forEach(known -> lengths.addAll(known.lengths()));
        return lengths;
    }

    /**
     * What the surveyed file is.
     *
     * @param name what it is called if it is new
     */
    Match of(ListedFile file, Survey survey, FileIdentity name) throws IOException {
        List<ReadState> contentsLike = state.contentsLike(survey.head());
        List<KnownFile> knownLike = state.knownLike(survey.head());
        Optional<Match> proven = proven(file, survey, name, contentsLike, knownLike);
        if (proven.isPresent()) {
            return proven.get();
        }
        if (state.content(name).isPresent()) {
            return new Match.Beginning();
        }
        Optional<FileIdentity> likeness = Optional.empty();
        for (ReadState content : contentsLike) {
            Verdict verdict = verdict(content, file, survey);
            if (verdict == Verdict.BEGINNING) {
                return new Match.Beginning();
            }
            if (verdict == Verdict.UNSURE) {
                likeness = longer(likeness, content.partition());
            }
        }
        for (KnownFile known : knownLike) {
            boolean shorter = known.read() == null || known.read().length() > survey.length();
            if (shorter && survey.prefixes().containsKey(known.partition())) {
                likeness = longer(likeness, known.partition());
            }
        }
        return new Match.Unknown(likeness.orElse(null));
    }

    /** Whether a file that was seen before only grew. */
    boolean grew(ReadState known, ListedFile file) throws IOException {
        return file.length() >= known.readTo() && holds(known, file.path());
    }

    /** The longest content all of whose read bytes the file has. */
    private Optional<Match> proven(
            ListedFile file, Survey survey, FileIdentity name, List<ReadState> contentsLike, List<KnownFile> knownLike)
            throws IOException {
        Optional<ReadState> longest = Optional.empty();
        for (ReadState content : contentsLike) {
            if (content.readTo() > longest.map(ReadState::readTo).orElse(-1L) && has(content, file, survey)) {
                longest = Optional.of(content);
            }
        }
        long read = longest.map(ReadState::readTo).orElse(-1L);
        Optional<KnownFile> elsewhere = knownLike.stream()
                .filter(known -> known.read() != null
                        && known.read().length() > read
                        && survey.prefixes().containsKey(known.read()))
                .max(Comparator.comparingLong(known -> known.read().length()));
        if (elsewhere.isPresent()) {
            return Optional.of(new Match.Continued(continued(elsewhere.get(), file, survey, name)));
        }
        if (longest.isPresent()) {
            return Optional.of(new Match.Continued(longest.get()));
        }
        return knownLike.stream()
                .filter(known -> known.named() && survey.prefixes().containsKey(known.partition()))
                .max(Comparator.comparingLong(KnownFile::lastPosition))
                .map(Match.ContinuedAfter::new);
    }

    private ReadState continued(KnownFile known, ListedFile file, Survey survey, FileIdentity name) {
        Mark mark = survey.prefixes().get(known.read());
        FileIdentity identity = state.content(mark.at()).isPresent() ? name : mark.at();
        return ReadState.unread(
                        identity, known.partition(), survey.headOf(identity.length()), survey.directives(), file.path())
                .readTo(mark, null, file.path());
    }

    private boolean has(ReadState known, ListedFile file, Survey survey) throws IOException {
        if (known.read() != null) {
            return survey.prefixes().containsKey(known.read().at());
        }
        // Older versions knew no more of what they read after naming it than its end.
        return survey.prefixes().containsKey(known.identity())
                && (known.readTo() <= known.identity().length()
                        || (survey.length() >= known.readTo() && holdsTail(known, file.path())));
    }

    private enum Verdict {
        OTHER,
        BEGINNING,
        UNSURE
    }

    /**
     * What a file is that has not all that was read of a content. A copy that is still being written, such as
     * copytruncate makes, is known by comparing it with the original, which must be there.
     */
    private Verdict verdict(ReadState known, ListedFile file, Survey survey) throws IOException {
        if (survey.length() >= known.readTo()) {
            return Verdict.OTHER;
        }
        if (!file.path().equals(known.path())) {
            Optional<Boolean> same = sameAsOriginal(known, survey);
            if (same.isPresent()) {
                return same.get() ? Verdict.BEGINNING : Verdict.OTHER;
            }
        }
        return Stream.of(known.identity(), known.partition()).anyMatch(survey.prefixes()::containsKey)
                ? Verdict.UNSURE
                : Verdict.OTHER;
    }

    /** Empty where the original is not there to compare with. */
    private Optional<Boolean> sameAsOriginal(ReadState known, Survey survey) throws IOException {
        long end = survey.length();
        try {
            if (!holds(known, known.path())) {
                return Optional.empty();
            }
            Mark there = survey.total();
            // First the last bytes alone, for most that differ do so there.
            return Optional.of(contents.holds(known.path(), there)
                    && contents.pass(known.path(), FileIdentity.of(), end)
                            .total()
                            .at()
                            .equals(there.at()));
        } catch (IOException e) {
            Interruptions.rethrow(e);
            return Optional.empty();
        }
    }

    /** Whether a file holds a content as far as it was read, by its first and its last bytes. */
    private boolean holds(ReadState known, String path) throws IOException {
        return contents.beginsWith(path, known.head())
                && (known.read() != null ? contents.holds(path, known.read()) : holdsTail(known, path));
    }

    private boolean holdsTail(ReadState known, String path) throws IOException {
        return known.tail() == null
                || contents.before(path, known.readTo(), known.tail().length()).equals(known.tail());
    }

    private static Optional<FileIdentity> longer(Optional<FileIdentity> one, FileIdentity other) {
        return one.filter(partition -> partition.length() >= other.length()).or(() -> Optional.of(other));
    }
}
