package dev.weir.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Told when a job reaches a milestone. */
@FunctionalInterface
public interface Milestones {
    /** Names the milestone at which to die, and which time: {@code landed}, {@code staged:2}. */
    String KILL_AT = "WEIR_KILL_AT";

    void reached(Milestone milestone);

    /** Does nothing, or, for tests of survival, kills this process at the milestone that {@value #KILL_AT} names. */
    static Milestones of(Map<String, String> environment) {
        String given = environment.get(KILL_AT);
        if (given == null || given.isEmpty()) {
            return milestone -> {};
        }
        String[] parts = given.split(":", 2);
        Milestone fatal = Milestone.valueOf(parts[0].toUpperCase(Locale.ROOT));
        AtomicInteger left = new AtomicInteger(parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
        return milestone -> {
            if (milestone == fatal && left.decrementAndGet() == 0) {
                killThisProcess();
            }
        };
    }

    private static void killThisProcess() {
        try {
            long pid = ProcessHandle.current().pid();
            new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start();
            // The signal needs no answer, and nothing may happen until it is here.
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
