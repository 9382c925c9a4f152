package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a log, every line different but the first of each file, and rotates it in all the ways that occur. */
final class WebServer {
    static final String SAME_IN_ALL = "health check";

    private final String name;
    private final LogDirectory logs;
    private final Random random;
    private final String log;
    private final List<String> written = new ArrayList<>();
    private final List<String> rotated = new ArrayList<>();
    private boolean withinLine;
    private int copies;

    WebServer(String name, LogDirectory logs, Random random) throws IOException {
        this.name = name;
        this.logs = logs;
        this.random = random;
        this.log = name + "/access.log";
        logs.write(log, "");
    }

    List<String> written() {
        return written;
    }

    void act() throws IOException {
        switch (random.nextInt(12)) {
            case 0 -> rotate();
            case 1 -> copyAndTruncate();
            case 2 -> compress();
            case 3 -> redeliver();
            case 4 -> beginLine();
            default -> log(1 + random.nextInt(4));
        }
    }

    void finishLine() throws IOException {
        if (withinLine) {
            withinLine = false;
            logs.append(log, " end\n");
        }
    }

    private void log(int lines) throws IOException {
        finishLine();
        StringBuilder text = new StringBuilder(isEmpty() ? SAME_IN_ALL + "\n" : "");
        for (int i = 0; i < lines; i++) {
            String line = name + " line " + written.size() + "x".repeat(random.nextInt(40));
            written.add(line);
            text.append(line).append('\n');
        }
        logs.append(log, text.toString());
    }

    private void beginLine() throws IOException {
        if (!withinLine && !isEmpty()) {
            String begin = name + " begun " + written.size();
            written.add(begin + " end");
            logs.append(log, begin);
            withinLine = true;
        }
    }

    private void rotate() throws IOException {
        finishLine();
        if (!isEmpty()) {
            logs.rename(log, next());
            logs.write(log, "");
        }
    }

    private void copyAndTruncate() throws IOException {
        finishLine();
        if (!isEmpty()) {
            logs.write(next(), Files.readAllBytes(logs.path(log)));
            logs.write(log, "");
        }
    }

    private void compress() throws IOException {
        if (!rotated.isEmpty()) {
            String old = rotated.remove(random.nextInt(rotated.size()));
            logs.write(old + ".gz", LogDirectory.gzip(Files.readString(logs.path(old), ISO_8859_1)));
            logs.delete(old);
        }
    }

    private void redeliver() throws IOException {
        if (!rotated.isEmpty()) {
            String old = rotated.get(random.nextInt(rotated.size()));
            logs.write(old + ".copy" + copies++, Files.readAllBytes(logs.path(old)));
        }
    }

    private String next() {
        String next = log + "." + copies++;
        rotated.add(next);
        return next;
    }

    private boolean isEmpty() throws IOException {
        return Files.size(logs.path(log)) == 0;
    }
}
