package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that never ask twice for the same thing. */
class FloodTest {
    private static final int LINES = 2500;
    private static final int LIMIT = 1000;

    @TempDir
    Path temp;

    @Test
    void whatIsOverTheLimitCountsTogetherSoThatTablesStayBounded() throws IOException {
        Scene scene = new Scene(temp.resolve("warehouse"));
        // Two segments, the second with half of the first one's values.
        for (int first : List.of(0, LINES / 2)) {
            scene.importFiles(
                    write("sites-" + first, first, i -> line(10, name(i) + ".example", "/", 200, "a.example", i)),
                    write("paths-" + first, first, i -> line(11, "www", "/" + name(i), 200, "a.example", i)),
                    write("lost-" + first, first, i -> line(12, "www", "/" + name(i), 404, name(i) + ".example", i)));
        }

        List<String> live = bounded(scene);
        assertThat(scene.batch()).isPresent();

        assertThat(bounded(scene)).isEqualTo(live);
        scene.requireSound();
    }

    /** The cells of each hour, the lines that they count, and those of them that have no cell of their own. */
    private static List<String> bounded(Scene scene) {
        List<String> counts = scene.askSpark(
                "SELECT concat_ws(',', *) FROM (" + counts("sites", "site") + " UNION ALL " + counts("paths", "path")
                        + " UNION ALL " + counts("not_found", "path") + " UNION ALL " + counts("referrers", "referrer")
                        + " UNION ALL SELECT 'stored', 0, MAX(values), 0, false FROM (SELECT COUNT(DISTINCT d1) AS values FROM"
                        + " delta.`" + scene.warehouse.location() + "/tables/cells"
                        + "` WHERE rollup <> 'clients' GROUP BY segment, rollup, time) ORDER BY 1, 2)");
        int lines = 2 * LINES;
        assertThat(counts)
                .containsExactly(
                        row("not_found", 12, LIMIT + 1, lines, true),
                        row("paths", 10, LIMIT + 1, lines, true),
                        row("paths", 11, LIMIT + 1, lines, true),
                        row("paths", 12, 1, lines, false),
                        row("referrers", 10, LIMIT + 1, lines, true),
                        row("referrers", 11, 1, lines, false),
                        row("referrers", 12, LIMIT + 1, lines, true),
                        row("sites", 10, LIMIT + 1, lines, true),
                        row("sites", 11, 1, lines, false),
                        row("sites", 12, 1, lines, false),
                        row("stored", 0, LIMIT + 1, 0, false));
        return counts;
    }

    private static String counts(String view, String dimension) {
        return "SELECT '" + view
                + "' AS view, hour(time) AS hour, COUNT(*) AS cells, SUM(requests) AS requests, SUM(IF("
                + dimension + " = '(other)', requests, 0)) > " + LINES / 2 + " AS other FROM " + view
                + " GROUP BY hour(time)";
    }

    private static String row(String view, int hour, int cells, int requests, boolean other) {
        return view + "," + hour + "," + cells + "," + requests + "," + other;
    }

    private Path write(String name, int first, IntFunction<String> line) throws IOException {
        return Files.write(
                temp.resolve(name + ".log"),
                IntStream.range(first, first + LINES).mapToObj(line).toList());
    }

    private static String line(int hour, String site, String path, int status, String referrer, int i) {
        return String.format(
                "%s 10.%d.%d.%d - - [20/Nov/2026:%02d:%02d:00 +0000] \"GET %s HTTP/1.1\" %d 1 \"https://%s/\" \"%s\"",
                site, hour, i >> 8, i & 255, hour, i % 60, path, status, referrer, name(i));
    }

    /** A name without digits: numbers in paths are taken for parameters. */
    private static String name(int i) {
        return Integer.toString(i, 10)
                .chars()
                .map(digit -> 'a' + digit - '0')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
