package dev.weir.chaos;

import dev.weir.truth.WorkDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir chaos}: proof that no kill loses a line or counts one twice. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Kills streams, batch jobs and clean-ups (SIGKILL) while lines flow, at milestones and at random"
                + " moments; lets them stand still (SIGSTOP) while others clean up, gives them clocks that are"
                + " days ahead or behind, cuts the power, fills the disk and damages archive files; then lets all"
                + " of them finish and compares the answers with the truth, cell by cell.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no difference", "1:differences, or something failed", "2:wrong options"})
public final class ChaosCommand implements Callable<Integer> {
    private static final String MARK = ".weir-chaos";
    private static final int DIFFERENCES_SHOWN = 20;

    @Spec
    private CommandSpec spec;

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
        Class<?> weir = spec.root().userObject().getClass();
        Path home = WorkDirectory.emptied(directory, "a chaos run", MARK);
        ChaosReport report =
                new ChaosRun(home, seed, ChaosSchedule.of(seed, kills), weir, System.err, Clock.systemUTC()).run();
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
}
