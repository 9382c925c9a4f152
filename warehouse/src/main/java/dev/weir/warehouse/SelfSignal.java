package dev.weir.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.service.launcher.IrqHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends this process a signal when it comes to a milestone for the n-th time. */
final class SelfSignal implements Milestones {
    private static final Logger LOG = LoggerFactory.getLogger(SelfSignal.class);

    /** What is sent. */
    enum Kind {
        /** SIGKILL. */
        KILL,
        /** SIGSTOP; nothing of the process runs until somebody sends SIGCONT. */
        STOP
    }

    private final Milestone milestone;
    private final AtomicInteger left;
    private final Kind kind;

    private SelfSignal(Milestone milestone, int time, Kind kind) {
        this.milestone = milestone;
        this.left = new AtomicInteger(time);
        this.kind = kind;
    }

    /** Those that a variable names, separated by commas. */
    static List<SelfSignal> in(Map<String, String> environment, String variable, Kind kind) {
        String given = environment.getOrDefault(variable, "");
        return given.isEmpty()
                ? List.of()
                : Arrays.stream(given.split(",", -1))
                        .map(one -> of(one, variable, kind))
                        .toList();
    }

    private static SelfSignal of(String given, String variable, Kind kind) {
        try {
            String[] parts = given.split(":", 2);
            int time = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
            if (time >= 1) {
                return new SelfSignal(Milestone.valueOf(parts[0].toUpperCase(Locale.ROOT)), time, kind);
            }
        } catch (IllegalArgumentException e) {
            throw invalid(variable, given, e);
        }
        throw invalid(variable, given, null);
    }

    private static IllegalArgumentException invalid(String variable, String given, Throwable cause) {
        return new IllegalArgumentException(
                "Invalid " + variable + ": " + given + ", must be one of "
                        + Arrays.stream(Milestone.values())
                                .map(Milestone::label)
                                .toList()
                        + ", and :N for the N-th time; several are separated by commas",
                cause);
    }

    @Override
    public void reached(Milestone where) {
        if (where == milestone && left.decrementAndGet() == 0) {
            CountDownLatch goesOn = new CountDownLatch(1);
            if (kind == Kind.STOP) {
                LOG.info("Standing still at {}", milestone.label());
                new IrqHandler("CONT", signal -> goesOn.countDown()).bind();
            }
            send();
            // The signal needs no answer, and nothing may happen until it is here.
            await(goesOn);
        }
    }

    private void send() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + kind,
                            Long.toString(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch goesOn) {
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
