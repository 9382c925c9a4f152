package dev.weir.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Says what is being done, with the time since the start. */
final class Progress {
    private final PrintStream out;
    private final long began = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String format, Object... values) {
        out.printf(
                Locale.ROOT,
                "[%6.1f s] %s%n",
                (System.nanoTime() - began) / 1e9,
                String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
