package dev.weir.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The lines of this package's resources, as words; {@code #} begins a comment. */
final class RuleLines {
    private RuleLines() {}

    static List<List<String>> of(String resource) {
        try (InputStream stream = RuleLines.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("Cannot read " + resource + ": it is not in the jar; build it again");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            List<List<String>> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> words = line.startsWith("#") ? List.of() : words(line);
                if (!words.isEmpty()) {
                    lines.add(words);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource + ": " + e.getMessage(), e);
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(line);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
