package dev.weir.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Standard output and standard error of this process as {@link VisibleOutput}, in UTF-8, until they are closed: whatever is
 * printed passes here, and logs hold what strangers wrote.
 */
public final class StandardStreams implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private StandardStreams() {
        System.setOut(new Stream(out));
        System.setErr(new Stream(err));
    }

    /** Sets them. */
    static StandardStreams visible() {
        return new StandardStreams();
    }

    /** Standard output for a writer of texts. */
    PrintWriter out() {
        return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    }

    /** Standard error for a writer of texts. */
    PrintWriter err() {
        return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    }

    /** Standard output as it is, for lines that are handed on to a program. */
    public static PrintStream raw() {
        return System.out instanceof Stream stream ? stream.raw : System.out;
    }

    @Override
    public void close() {
        System.out.flush();
        System.err.flush();
        System.setOut(out);
        System.setErr(err);
    }

    private static final class Stream extends PrintStream {
        private final PrintStream raw;

        Stream(PrintStream raw) {
            super(new VisibleOutput(raw), true, StandardCharsets.UTF_8);
            this.raw = raw;
        }
    }
}
