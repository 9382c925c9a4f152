package dev.weir.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Commands that nobody kills. */
record ChaosJobs(ChaosMachine machine, ChaosRecord record) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Runs a command, which should end with an exit code. */
    void run(int code, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        try (ChaosChild child = machine.start(environment, arguments)) {
            if (!child.awaitEnd(PATIENCE)) {
                record.failed(arguments.get(0) + " does not end: " + child.err());
            } else if (child.code() != code) {
                record.failed(arguments.get(0) + " ended with exit code " + child.code() + ", not " + code + ": "
                        + child.err());
            }
        }
    }
}
