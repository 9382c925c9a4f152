package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** A directory in which a test plays the web server and logrotate. Each write is a second younger than the last. */
final class LogDirectory {
    private final Path path;
    private final TestingClock clock;

    LogDirectory(Path path, TestingClock clock) {
        this.path = path;
        this.clock = clock;
    }

    Path path(String name) {
        return path.resolve(name);
    }

    void write(String name, String content) throws IOException {
        write(name, content.getBytes(ISO_8859_1));
    }

    void write(String name, byte[] content) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.write(path(name), content);
        touch(name);
    }

    void append(String name, String content) throws IOException {
        Files.write(path(name), content.getBytes(ISO_8859_1), StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        touch(name);
    }

    void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to));
    }

    void delete(String name) throws IOException {
        Files.delete(path(name));
    }

    private void touch(String name) throws IOException {
        clock.pass(java.time.Duration.ofSeconds(1));
        Files.setLastModifiedTime(path(name), FileTime.from(clock.instant()));
    }

    static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content.getBytes(ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    static byte[] bzip2(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bytes)) {
            out.write(content.getBytes(ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    static byte[] zstd(String content) {
        return Zstd.compress(content.getBytes(ISO_8859_1));
    }
}
