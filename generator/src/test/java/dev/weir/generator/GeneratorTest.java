package dev.weir.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.generator.GeneratedLogs.LogFile;
import dev.weir.generator.GeneratedLogs.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratorTest {
    private static final long LINES = 40_000;

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(Format.class)
    void sameOptionsGiveSameBytes(Format format) throws IOException {
        GeneratorOptions options = GeneratorOptions.of(5_000, 42).withFormat(format);

        Generator.generate(options, temp.resolve("a"));
        Generator.generate(options, temp.resolve("b"));

        assertThat(contents(temp.resolve("a"))).isEqualTo(contents(temp.resolve("b")));
    }

    @Test
    void anotherSeedGivesOtherLines() throws IOException {
        assertThat(print(GeneratorOptions.of(1_000, 1))).isNotEqualTo(print(GeneratorOptions.of(1_000, 2)));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void proportionsAreAsPromised(Format format) throws IOException {
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(LINES, 3).withFormat(format), temp.resolve("out"));

        assertThat(logs.totals()).isEqualTo(new GeneratedLogs.Totals(LINES, 37_600, 2_000, 400));
        long late =
                logs.perDay().stream().mapToLong(GeneratedLogs.DayTotals::late).sum();
        assertThat(late / (double) LINES).as("share of late lines").isCloseTo(0.02, within(0.004));
        assertThat(logs.files()).as("files").hasSizeBetween(10, 16);
        assertThat(logs.files(temp.resolve("out"), Role.LATE)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void truthBalances(Format format) throws IOException {
        Path dir = temp.resolve("out");
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(LINES, 4).withFormat(format), dir);

        Truth truth = Truth.read(dir);

        long accepted = logs.totals().accepted();
        for (String table : List.of("traffic", "sites", "paths", "status", "referrers", "clients")) {
            assertThat(truth.sum(table, "requests")).as(table).isEqualTo(accepted);
        }
        for (String table : List.of("sites", "paths", "status", "clients")) {
            assertThat(truth.sum(table, "bytes")).as(table).isEqualTo(truth.sum("traffic", "bytes"));
        }
        assertThat(truth.totals()).isEqualTo(new Truth.Totals(logs.totals(), logs.perDay()));
        assertThat(logs.files().stream().mapToLong(LogFile::accepted).sum()).isEqualTo(accepted);
        assertThat(logs.perDay().stream()
                        .mapToLong(GeneratedLogs.DayTotals::accepted)
                        .sum())
                .isEqualTo(accepted);
        assertThat(logs.perDay().stream()
                        .mapToLong(GeneratedLogs.DayTotals::duplicates)
                        .sum())
                .isEqualTo(logs.totals().duplicates());
        long notFound = truth.rows("status").stream()
                .filter(row -> row.get("status").equals(404))
                .mapToLong(row -> ((Number) row.get("requests")).longValue())
                .sum();
        assertThat(truth.sum("not_found", "requests")).isEqualTo(notFound).isPositive();
        assertThat(GeneratedLogs.read(dir)).isEqualTo(logs);
    }

    @Test
    void everyKindOfStatusAndMethodOccurs() throws IOException {
        Generator.generate(GeneratorOptions.of(LINES, 5), temp.resolve("out"));

        Truth truth = Truth.read(temp.resolve("out"));

        Set<String> counters = new HashSet<>(truth.rows("traffic").get(0).keySet());
        counters.removeIf(column -> !column.startsWith("status_") && !column.startsWith("method_"));
        assertThat(counters).hasSize(14);
        for (String counter : counters) {
            assertThat(truth.sum("traffic", counter)).as(counter).isPositive();
        }
        assertThat(truth.sum("traffic", "durations"))
                .isEqualTo(truth.totals().overall().accepted());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "19, 2", "50, 1", "99, 30", "1000, 366"})
    void smallLogsHaveTheirLinesToo(long lines, int days) throws IOException {
        for (Format format : Format.values()) {
            GeneratorOptions options =
                    GeneratorOptions.of(lines, 6).withDays(days).withFormat(format);

            assertThat(print(options).lines()).as("%s", format).hasSize((int) lines);
        }
    }

    @Test
    void printedLinesAreThoseOfTheFilesInOrderOfArrival() throws IOException {
        GeneratorOptions options = GeneratorOptions.of(3_000, 7).withFormat(Format.SEED);
        Path dir = temp.resolve("out");

        GeneratedLogs logs = Generator.generate(options, dir);

        StringBuilder lines = new StringBuilder();
        for (Path file : logs.files(dir).toList()) {
            lines.append(LogText.read(file));
        }
        assertThat(print(options)).isEqualTo(lines.toString());
    }

    @Test
    void withoutRequestIdsWholeFilesComeAgain() throws IOException {
        Path dir = temp.resolve("out");
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(LINES, 8).withFormat(Format.COMBINED), dir);

        List<Path> redelivered = logs.files(dir, Role.REDELIVERED);

        assertThat(redelivered).hasSize(2);
        for (Path file : redelivered) {
            Path original = file.resolveSibling(file.getFileName().toString().replace(".redelivered", ""));
            assertThat(file).hasSameBinaryContentAs(original);
        }
        assertThat(logs.files().stream()
                        .filter(file -> file.role() != Role.REDELIVERED)
                        .mapToLong(LogFile::duplicates))
                .containsOnly(0L);
    }

    @Test
    void withRequestIdsCopiesAreSpreadWithinAndAcrossFiles() throws IOException {
        Path dir = temp.resolve("out");
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(LINES, 9), dir);

        Map<String, String> firstFile = new TreeMap<>();
        long within = 0;
        long across = 0;
        for (Path file : logs.files(dir).toList()) {
            for (String line : (Iterable<String>) LogText.read(file).lines()::iterator) {
                String first =
                        line.matches("(?s).* [0-9a-f]{32}") ? firstFile.putIfAbsent(line, file.toString()) : null;
                if (first != null) {
                    within += first.equals(file.toString()) ? 1 : 0;
                    across += first.equals(file.toString()) ? 0 : 1;
                }
            }
        }

        assertThat(within + across).isEqualTo(logs.totals().duplicates());
        assertThat(within).isPositive();
        assertThat(across).isPositive();
        assertThat(logs.files(dir, Role.REDELIVERED)).isEmpty();
    }

    @Test
    void lateLinesAreHoursOld() throws IOException {
        Path dir = temp.resolve("out");
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(LINES, 10).withFormat(Format.NGINX_JSON), dir);

        List<Path> late = logs.files(dir, Role.LATE);

        for (int day = 0; day < late.size(); day++) {
            Instant end =
                    GeneratorOptions.defaultStart(GeneratorOptions.DEFAULT_DAYS).plus(Duration.ofDays(day + 1L));
            assertThat(LogText.read(late.get(day)).lines().map(line -> Instant.parse(line.substring(9, 28) + "Z")))
                    .allMatch(time -> Duration.between(time, end).toHours() >= 2)
                    .allMatch(time -> Duration.between(time, end).toHours() < 24);
        }
    }

    @Test
    void oldLogsAreNotOverwritten() throws IOException {
        Generator.generate(GeneratorOptions.of(10, 1), temp.resolve("out"));

        assertThatThrownBy(() -> Generator.generate(GeneratorOptions.of(10, 1), temp.resolve("out")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    private static String print(GeneratorOptions options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Generator.print(options, out, lines -> {});
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> contents(Path dir) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(dir.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
