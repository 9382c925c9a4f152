package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.model.RawRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;

/** A planner at work on a directory, trigger after trigger, without Spark. */
final class PlannerScene {
    static final Duration IDLE = Duration.ofSeconds(60);

    final TestingClock clock = new TestingClock();
    final LogDirectory logs;
    /** What the planner warned of. */
    final List<String> warned = new ArrayList<>();

    Inflation inflation = Inflation.DEFAULT;
    /** About how many bytes lie between two marks. */
    long stride = ContentPass.STRIDE;

    final Configuration conf = new Configuration(false);
    private final Path directory;
    private final Warnings warnings = new Warnings(warned::add);
    private SourceState state = new SourceState();

    PlannerScene(Path directory) {
        this.directory = directory;
        this.logs = new LogDirectory(directory, clock);
        MeasuredFileSystem.in(conf);
    }

    /** Starts over with what a log would have kept. */
    void restart() {
        SourceState kept = new SourceState();
        state.contents().forEach(kept::put);
        state.sightings().forEach(kept::put);
        state = kept;
    }

    void know(KnownFile... known) {
        state = SourceState.of(List.of(known));
    }

    /** Starts over with what the ledger would have kept, once the ranges were admitted, in this order. */
    void startAnew(List<FileRange> admitted) {
        Map<FileIdentity, KnownFile> known = new LinkedHashMap<>();
        admitted.forEach(range -> known.put(
                range.partition(),
                new KnownFile(
                        range.partition(),
                        range.to() - 1,
                        range.head(),
                        range.marks().end().at())));
        state = SourceState.of(known.values());
    }

    /** Against how many known contents a file that begins so is held. */
    int likeFile(String firstBytes) {
        byte[] bytes = firstBytes.getBytes(ISO_8859_1);
        ByteBuffer head = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, Contents.GUARD));
        return state.contentsLike(head).size() + state.knownLike(head).size();
    }

    List<FileRange> plan(Budget budget) throws IOException {
        List<ListedFile> files = new FileListing(conf, warnings).present(List.of(directory.toString()));
        return new RangePlanner(conf, state, warnings, clock, Rest.byAge(IDLE), stride, inflation)
                .plan(files, budget, ListedFile::length);
    }

    /** The next trigger's lines, as {@code name@position=text}, with the header in braces before it. */
    List<String> read() throws IOException {
        return read(plan(Budget.UNLIMITED));
    }

    List<String> read(List<FileRange> ranges) throws IOException {
        return read(ranges, Long.MAX_VALUE);
    }

    List<String> read(List<FileRange> ranges, long splitBytes) throws IOException {
        List<String> lines = new ArrayList<>();
        for (FileRange range : ranges) {
            for (FilePart part : FilePart.split(range, splitBytes)) {
                try (RecordReader reader = new RecordReader(part, RawRecords.SCHEMA, new RangeOpener(conf))) {
                    while (reader.next()) {
                        lines.add(text(reader.get()));
                    }
                }
            }
        }
        return lines;
    }

    private String text(InternalRow row) {
        String header = row.isNullAt(4) ? "" : "{" + row.getUTF8String(4) + "}";
        String name = row.getString(0).replace(directory + "/", "");
        return name + "@" + row.getLong(2) + "=" + header + new String(row.getBinary(5), ISO_8859_1);
    }
}
