package dev.weir.benchmarks;

import dev.weir.model.RawRecords;
import dev.weir.source.files.FileSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.SupportsAdmissionControl;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * What the source of files does between two micro-batches, in a directory with many files, of which some grow, next to one with
 * those only: finds what is new, logs it, and divides it.
 */
record DirectoryScenario() implements Scenario {
    private static final int LINES_OF_A_FILE = 20;
    private static final int OF_WHICH_ONE_GROWS = 100;

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public String about() {
        return "what the source of files does between two micro-batches, in a directory of many files, a hundredth of which grows,"
                + " next to one of those only";
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        int growing = Math.toIntExact(Math.max(1, lines(bench.sizes()) / LINES_OF_A_FILE / OF_WHICH_ONE_GROWS));
        // The source needs a session for its settings.
        bench.spark();
        bench.progress().say("Writing %,d files", growing * OF_WHICH_ONE_GROWS);
        Path like = bench.logs().combined(200);
        Watched many = Watched.of(bench.scratch().resolve("many"), growing, OF_WHICH_ONE_GROWS, like);
        Watched few = Watched.of(bench.scratch().resolve("few"), growing, 1, like);
        Timings timings = bench.turns()
                .add("many", Work.of(many::grow, many::trigger))
                .add("idle", Work.of(many::trigger))
                .add("few", Work.of(few::grow, few::trigger))
                .run(bench.sizes().warmUps(), bench.sizes().runs());
        return List.of(
                timings.seconds("many", "directory_trigger"),
                timings.seconds("idle", "directory_idle_trigger"),
                timings.seconds("few", "directory_growing_only_trigger"),
                timings.ratio("many", "few", "directory_trigger_to_growing_only", Optional.empty()));
    }

    /** A directory whose files were all read, and its stream. */
    private static final class Watched {
        private final List<Path> growing;
        private final byte[] line;
        private final MicroBatchStream stream;
        private Offset read;

        private Watched(List<Path> growing, byte[] line, MicroBatchStream stream) {
            this.growing = growing;
            this.line = line;
            this.stream = stream;
            this.read = stream.initialOffset();
        }

        static Watched of(Path directory, int growing, int step, Path like) throws IOException {
            List<String> lines;
            try (Stream<String> all = Files.lines(like)) {
                lines = all.limit(LINES_OF_A_FILE).toList();
            }
            Path logs = Files.createDirectories(directory.resolve("logs"));
            List<Path> grow = new ArrayList<>();
            for (int i = 0; i < growing * step; i++) {
                Path file = logs.resolve("access-" + i + ".log");
                // Files of one content would be one file by several names.
                Files.writeString(file, "# " + i + "\n" + String.join("\n", lines) + "\n");
                if (i % step == 0) {
                    grow.add(file);
                }
            }
            SupportsRead table =
                    (SupportsRead) new FileSource().getTable(RawRecords.SCHEMA, new Transform[0], Map.of());
            Watched watched = new Watched(
                    grow,
                    (lines.get(0) + "\n").getBytes(StandardCharsets.UTF_8),
                    table.newScanBuilder(new CaseInsensitiveStringMap(Map.of("path", logs.toString())))
                            .build()
                            .toMicroBatchStream(directory.resolve("checkpoint").toString()));
            watched.trigger();
            return watched;
        }

        void grow() throws IOException {
            for (Path file : growing) {
                Files.write(file, line, StandardOpenOption.APPEND);
            }
        }

        /** As Spark asks, but reads nothing. */
        void trigger() {
            SupportsAdmissionControl source = (SupportsAdmissionControl) stream;
            Offset end = source.latestOffset(read, source.getDefaultReadLimit());
            if (!end.equals(read)) {
                stream.planInputPartitions(read, end);
                stream.commit(end);
                read = end;
            }
        }
    }
}
