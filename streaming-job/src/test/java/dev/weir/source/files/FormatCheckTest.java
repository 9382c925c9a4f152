package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.format.LogFormat;
import dev.weir.format.ParserSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCheckTest {
    private static final String LINE = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5\n";
    private static final String PASTED = "$remote_addr [$time_local] $status";
    private static final String FITTING = "203.0.113.7 [22/Nov/2026:10:00:00 +0000] 200\n";

    private final Configuration conf = new Configuration();

    @TempDir
    private Path directory;

    @Test
    void refusesAPastedFormatThatFitsNoneOfTheFirstLines() throws IOException {
        Path file = Files.writeString(directory.resolve("a.log"), "\n" + LINE.repeat(200));

        assertThatThrownBy(() -> check(PASTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot import " + file
                        + ": None of the first 99 lines fits nginx-custom: line 2, character 13: expected an opening"
                        + " bracket, found -; nothing was imported. Give the format that the server writes, or leave"
                        + " --format out: `weir formats --format FORMAT FILE` shows more");
    }

    @Test
    void believesAFormatThatFitsOneOfTheFirstLinesOfAFile() throws IOException {
        Files.writeString(directory.resolve("a.log"), LINE.repeat(200));
        Files.write(directory.resolve("b.log.gz"), LogDirectory.gzip(LINE + FITTING));

        assertThatCode(() -> check(PASTED)).doesNotThrowAnyException();
    }

    @Test
    void asksNothingOfFormatsThatHaveAName() throws IOException {
        Files.writeString(directory.resolve("a.log"), FITTING);

        assertThatCode(() -> check("auto")).doesNotThrowAnyException();
        assertThatCode(() -> check("combined")).doesNotThrowAnyException();
    }

    private void check(String format) throws IOException {
        Clock clock = Clock.fixed(Instant.now().plusSeconds(60), ZoneOffset.UTC);
        List<FileRange> files = new FilePlanner(conf)
                .plan(List.of(directory.toString()), List.of(), clock, Duration.ZERO, unreadable -> {
                    throw new AssertionError(unreadable);
                });
        new FormatCheck(LogFormat.parse(format), ParserSettings.DEFAULT, conf).require(files);
    }
}
