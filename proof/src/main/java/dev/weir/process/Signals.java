package dev.weir.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** POSIX signals to other processes, and what the kernel says that came of them. */
public final class Signals {
    private Signals() {}

    /** Sends a signal by its name, such as {@code CONT}; a process that has ended takes none. */
    public static void send(String name, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /**
     * Whether a process stands still after SIGSTOP: its state is {@code T} in Linux's
     * <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">/proc/PID/stat</a>.
     */
    public static boolean stopped(Process process) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The second field is the program's name in parentheses, and may hold any.
            return stat.startsWith(") T ", stat.lastIndexOf(')'));
        } catch (NoSuchFileException ended) {
            return false;
        }
    }
}
