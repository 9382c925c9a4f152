package dev.weir.streaming;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.Range;
import dev.weir.source.files.KnownFile;
import dev.weir.source.files.SourcePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a ledger knows of files: whoever reads them next, by stream or import, reads only what is new. */
final class FilesRead {
    private FilesRead() {}

    static List<KnownFile> according(Ledger ledger) {
        Map<String, Range> furthest = new TreeMap<>();
        for (Range range : ledger.summary().furthest()) {
            if (SourcePath.isName(range.source())) {
                furthest.merge(range.partition(), range, Range::further);
            }
        }
        return furthest.values().stream().map(FilesRead::known).toList();
    }

    private static KnownFile known(Range range) {
        Optional<Range.Content> content = Optional.ofNullable(range.content());
        return KnownFile.of(
                range.partition(), range.last(), content.map(Range.Content::head), content.map(Range.Content::read));
    }
}
