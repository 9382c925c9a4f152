package dev.weir.generator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A file that lines are being written to, and the count of what they are. */
final class OpenFile {
    private final String name;
    private final GeneratedLogs.Role role;
    private final OutputStream out;
    /** A copy of all bytes; null where nobody needs one. */
    private final ByteArrayOutputStream copy;

    private final DayCounts accepted;
    private final DayCounts duplicates;
    private long rejected;
    private long lines;

    private OpenFile(
            String name,
            GeneratedLogs.Role role,
            OutputStream out,
            ByteArrayOutputStream copy,
            GeneratorOptions options) {
        this.name = name;
        this.role = role;
        this.out = out;
        this.copy = copy;
        this.accepted = new DayCounts(options);
        this.duplicates = new DayCounts(options);
    }

    static OpenFile plain(String name, OutputStream out, GeneratorOptions options) {
        return new OpenFile(name, GeneratedLogs.Role.INITIAL, out, null, options);
    }

    /** A file whose bytes are wanted once more. */
    static OpenFile copied(String name, OutputStream out, GeneratorOptions options) {
        return new OpenFile(name, GeneratedLogs.Role.INITIAL, out, new ByteArrayOutputStream(), options);
    }

    /** A file that is held back in memory until it arrives. */
    static OpenFile heldBack(String name, GeneratorOptions options) {
        return new OpenFile(
                name, GeneratedLogs.Role.LATE, OutputStream.nullOutputStream(), new ByteArrayOutputStream(), options);
    }

    void accept(LineBuffer line, long time) throws IOException {
        write(line);
        accepted.count(time);
    }

    void duplicate(LineBuffer line, long time) throws IOException {
        write(line);
        duplicates.count(time);
    }

    void duplicate(byte[] line, long time) throws IOException {
        out.write(line);
        lines++;
        duplicates.count(time);
    }

    void reject(LineBuffer line) throws IOException {
        write(line);
        rejected++;
    }

    private void write(LineBuffer line) throws IOException {
        lines++;
        line.writeTo(out);
        if (copy != null) {
            line.writeTo(copy);
        }
    }

    String name() {
        return name;
    }

    DayCounts accepted() {
        return accepted;
    }

    DayCounts duplicates() {
        return duplicates;
    }

    long lines() {
        return lines;
    }

    ByteArrayOutputStream copy() {
        return copy;
    }

    GeneratedLogs.LogFile close() throws IOException {
        out.close();
        return new GeneratedLogs.LogFile(name, role, lines(), accepted.sum(), duplicates.sum(), rejected);
    }
}
