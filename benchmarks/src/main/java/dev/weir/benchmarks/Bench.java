package dev.weir.benchmarks;

import dev.weir.warehouse.Sessions;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What scenarios measure with.
 *
 * @param sizes how much
 * @param scratch a directory that is emptied after each scenario
 * @param logs the files
 * @param launcher whole processes
 * @param peers what Weir is measured against
 * @param progress for people
 */
record Bench(Sizes sizes, Path scratch, Logs logs, Launcher launcher, Peers peers, Progress progress) {
    /** The session of this process. */
    SparkSession spark() {
        return Sessions.start("weir bench");
    }

    Layers layers() {
        return new Layers(spark());
    }

    Turns turns() {
        return new Turns(progress);
    }

    /** A warehouse that holds a log's lines, none of its days published. */
    Path imported(Path log) throws Exception {
        Path directory = scratch.resolve("imported-" + log.getFileName());
        progress.say("Importing %s", log.getFileName());
        launcher.run("import", log.toString(), "--warehouse", directory.toString());
        return directory;
    }

    /** {@code weir batch} as a process of its own, each time on its own copy of a warehouse. */
    Work batchProcess(Path imported) {
        Path copy = scratch.resolve("whole-process");
        return Work.of(
                () -> Directories.link(imported, copy), () -> launcher.run("batch", "--warehouse", copy.toString()));
    }
}
