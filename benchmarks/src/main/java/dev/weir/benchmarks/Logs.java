package dev.weir.benchmarks;

import dev.weir.generator.Format;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The log files that are measured; one that was written stays. */
final class Logs {
    private static final int COPIED_LINES = 1_000_000;

    private final Path directory;
    private final Progress progress;

    Logs(Path directory, Progress progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /** Generated lines of the combined format, over two days. */
    Path combined(long lines) throws IOException {
        return kept(
                "combined-" + lines + ".log",
                out -> Generator.print(GeneratorOptions.of(lines, 1).withFormat(Format.COMBINED), out, n -> {}));
    }

    /** {@link MonthOfMinutes}. */
    Path month(int linesPerCell) throws IOException {
        return kept("month-" + linesPerCell + ".log", new MonthOfMinutes(linesPerCell)::write);
    }

    /** At least that many lines: one file again and again, each time behind another first line, for files are known by their content. */
    void repeated(long lines, Path into) throws IOException {
        Path once = combined(Math.min(lines, COPIED_LINES));
        Files.createDirectories(into);
        for (int i = 0; (long) i * COPIED_LINES < lines; i++) {
            try (OutputStream out = Files.newOutputStream(into.resolve("repeated-" + i + ".log"))) {
                out.write(("192.0.2.1 - - [20/Nov/2026:00:00:00 +0000] \"GET /file/" + i
                                + " HTTP/1.1\" 200 1 \"-\" \"-\"\n")
                        .getBytes(StandardCharsets.US_ASCII));
                Files.copy(once, out);
            }
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private Path kept(String name, Writing writing) throws IOException {
        Path file = Files.createDirectories(directory).resolve(name);
        if (!Files.exists(file)) {
            progress.say("Generating %s", name);
            Path part = directory.resolve(name + ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                writing.to(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }
}
