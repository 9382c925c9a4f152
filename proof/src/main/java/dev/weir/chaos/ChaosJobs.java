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
        await(machine.start(environment, arguments), code, arguments.get(0));
    }

    /** Waits for one that was started, which should end with an exit code. */
    void await(ChaosChild started, int code, String command) throws InterruptedException {
        try (ChaosChild child = started) {
            if (!child.awaitEnd(PATIENCE)) {
                record.failed(command + " does not end: " + child.err());
            } else if (child.code() != code) {
                record.failed(command + " ended with exit code " + child.code() + ", not " + code + ": " + child.err());
            }
        }
    }
}
