package dev.weir.streaming;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.Range;
import dev.weir.source.files.KnownFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a ledger knows of files: whoever reads them next, by stream or import, reads only what is new. */
final class FilesRead {
    private static final List<String> OTHERS =
            List.of(KafkaSource.PREFIX, PubSubSource.PREFIX, PubSubLiteSource.PREFIX);

    private FilesRead() {}

    static List<KnownFile> according(Ledger ledger) {
        Map<String, Long> last = new TreeMap<>();
        ledger.speedSegments().values().forEach(segment -> {
            for (Range range : segment.ranges()) {
                if (OTHERS.stream().noneMatch(range.source()::startsWith)) {
                    last.merge(range.partition(), range.last(), Math::max);
                }
            }
        });
        List<KnownFile> files = new ArrayList<>();
        last.forEach((partition, position) -> files.add(KnownFile.of(partition, position)));
        return files;
    }
}
