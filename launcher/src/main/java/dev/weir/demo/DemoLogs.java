package dev.weir.demo;

import dev.weir.generator.GeneratedLogs;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.generator.Truth;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The logs of a demo, in the three waves in which they arrive.
 *
 * @param first what the first answers are made of
 * @param second what is on its way when the stream is killed
 * @param third the rest, with what is late or delivered again
 * @param truth the exact answers, where the logs are generated
 */
public record DemoLogs(List<Path> first, List<Path> second, List<Path> third, Optional<Truth> truth) {
    /** Generated logs and their truth. */
    static DemoLogs generated(long lines, long seed, Path directory) throws IOException {
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(lines, seed), directory);
        List<Path> regular = logs.files(directory, GeneratedLogs.Role.INITIAL);
        List<Path> last = new ArrayList<>(regular.subList(regular.size() * 2 / 3, regular.size()));
        last.addAll(logs.files(directory, GeneratedLogs.Role.LATE));
        last.addAll(logs.files(directory, GeneratedLogs.Role.REDELIVERED));
        return new DemoLogs(
                regular.subList(0, regular.size() / 3),
                regular.subList(regular.size() / 3, regular.size() * 2 / 3),
                last,
                Optional.of(Truth.read(directory)));
    }

    /** Real logs; the first file is delivered again under another name at the end. */
    static DemoLogs real(List<Path> files, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> copies = new ArrayList<>();
        for (Path file : files) {
            Path copy = directory.resolve(copies.size() + "-" + file.getFileName());
            Files.copy(file, copy);
            copies.add(copy);
        }
        List<Path> first = new ArrayList<>();
        List<Path> second = new ArrayList<>();
        List<Path> third = new ArrayList<>();
        first.add(firstHalf(copies.get(0)));
        second.add(copies.get(0));
        for (int i = 1; i < copies.size(); i++) {
            (i % 2 == 0 ? second : third).add(copies.get(i));
        }
        Path again = directory.resolve("again-" + copies.get(0).getFileName());
        Files.copy(copies.get(0), again);
        third.add(again);
        return new DemoLogs(first, second, third, Optional.empty());
    }

    /** A file's beginning, as it was when the file was half as long: it then grows to the whole. */
    private static Path firstHalf(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int middle = content.length / 2;
        while (middle > 0 && content[middle - 1] != '\n') {
            middle--;
        }
        Path half = file.resolveSibling("half").resolve(file.getFileName());
        Files.createDirectories(half.getParent());
        Files.write(half, middle == 0 ? content : Arrays.copyOf(content, middle));
        return half;
    }

    /** A log's lines as they are, without their ends; {@code .gz} is unpacked. */
    public static List<byte[]> lines(Path file) throws IOException {
        String text;
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file));
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
            // One character a byte, there and back.
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        List<byte[]> lines = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            lines.add(text.substring(begin, end).getBytes(StandardCharsets.ISO_8859_1));
            begin = end + 1;
        }
        if (begin < text.length()) {
            lines.add(text.substring(begin).getBytes(StandardCharsets.ISO_8859_1));
        }
        return lines;
    }
}
