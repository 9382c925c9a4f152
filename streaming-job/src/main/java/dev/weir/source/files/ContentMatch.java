package dev.weir.source.files;

import java.io.IOException;
import java.util.Optional;

/** Finds the known content that a file continues, repeats or is the beginning of. */
final class ContentMatch {
    private final Contents contents;
    private final SourceState state;

    ContentMatch(Contents contents, SourceState state) {
        this.contents = contents;
        this.state = state;
    }

    /** The longest known content that the surveyed file begins with, as it stands in the state. */
    Optional<ReadState> of(ListedFile file, Survey survey) throws IOException {
        for (FileIdentity prefix : survey.prefixes()) {
            Optional<ReadState> known = state.content(prefix);
            if (known.isPresent() && agrees(known.get(), file, survey)) {
                return known;
            }
        }
        return unfinishedCopyOf(file, survey);
    }

    /**
     * A copy that is still being written, such as copytruncate makes, may be shorter than the original was when first
     * seen. It is known by comparing the two, which needs the original to be there.
     */
    private Optional<ReadState> unfinishedCopyOf(ListedFile file, Survey survey) throws IOException {
        for (ReadState known : state.contents()) {
            if (known.head() != null
                    && known.identity().length() > survey.total()
                    && known.head().length() <= survey.whole()
                    && survey.headOf(known.head().length()).equals(known.head())
                    && !known.path().equals(file.path())
                    && beginsLike(known, file.path(), survey.whole())) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Whether a file that was seen before only grew. */
    boolean grew(ReadState known, ListedFile file) throws IOException {
        return known.head() != null
                && file.length() >= known.readTo()
                && contents.beginsWith(file.path(), known.head())
                && holdsTail(known, file.path());
    }

    /**
     * The first lines do not tell files apart when, say, two servers log the same health check in the same second, so
     * what was read beyond them must agree as well; else a file's lines would be taken for another's and lost. Of two
     * errors this one chooses reading twice: a file shorter than what was read is a copy only if the original is there
     * to prove it.
     */
    private boolean agrees(ReadState known, ListedFile file, Survey survey) throws IOException {
        if (known.lastLine() || known.readTo() <= known.identity().length()) {
            return true;
        }
        if (survey.total() >= known.readTo()) {
            return holdsTail(known, file.path());
        }
        return survey.whole() <= known.identity().length()
                || known.path().equals(file.path())
                || beginsLike(known, file.path(), survey.whole());
    }

    private boolean holdsTail(ReadState known, String path) throws IOException {
        return known.tail() == null
                || contents.before(path, known.readTo(), known.tail().length()).equals(known.tail());
    }

    /** Compares the bytes before {@code end} in the file with those where the known content was last read. */
    private boolean beginsLike(ReadState known, String path, long end) throws IOException {
        long length = Math.min(end, Contents.GUARD);
        try {
            return contents.beginsWith(known.path(), known.head())
                    && contents.before(known.path(), end, length).equals(contents.before(path, end, length));
        } catch (IOException e) {
            Interruptions.rethrow(e);
            return false;
        }
    }
}
