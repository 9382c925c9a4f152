package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir chaos}: proof that no kill loses a line or counts one twice. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Kills streams, batch jobs and clean-ups (SIGKILL) while lines flow, at milestones and at random moments,"
                        + " fills the disk and damages archive files; then lets all of them finish and compares the"
                        + " answers with the truth, cell by cell.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no difference", "1:differences, or something failed", "2:wrong options"})
public final class ChaosCommand implements Callable<Integer> {
    private static final String MARK = ".weir-chaos";
    private static final int DIFFERENCES_SHOWN = 20;

    @Option(names = "--kills", defaultValue = "20", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Chooses lines and cases. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--dir",
            defaultValue = ".weir/chaos",
            paramLabel = "DIR",
            description = "Where to work; an earlier run there is replaced. Default: ${DEFAULT-VALUE}.")
    private Path directory;

    @Option(names = "--json", description = "End with one JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (kills < 1) {
            throw new IllegalArgumentException("Invalid --kills: " + kills + ", must be 1 or more");
        }
        Path home = emptied(directory.toAbsolutePath().normalize());
        ChaosReport report =
                new ChaosRun(home, seed, ChaosSchedule.of(seed, kills), System.err, Clock.systemUTC()).run();
        report.differences().stream()
                .limit(DIFFERENCES_SHOWN)
                .forEach(difference -> System.err.println("DIFFERENT: " + difference));
        if (json) {
            System.out.println(report.json());
        } else {
            report.json()
                    .properties()
                    .forEach(entry -> System.out.printf("%-12s %s%n", entry.getKey(), entry.getValue()));
        }
        return report.sound() ? 0 : 1;
    }

    /** The run's own directory, nothing left in it of an earlier one. */
    private static Path emptied(Path home) throws IOException {
        if (Files.exists(home)) {
            if (!Files.exists(home.resolve(MARK))) {
                throw new IllegalArgumentException("Cannot work in " + home
                        + ": it holds something else than a chaos run; name another with --dir");
            }
            try (Stream<Path> found = Files.walk(home)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(home);
        Files.createFile(home.resolve(MARK));
        return home;
    }
}
