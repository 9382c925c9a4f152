package dev.weir.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is opened several times to be planned and to be read, and what has its name may be another file each time. */
class RotatedWhileReadTest {
    private static final int MOST_OPENS = 40;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}, {1} lines, then {2}, {3} lines a trigger")
    @CsvSource({
        "rename, 9, 4, 3",
        "rename, 4, 9, 3",
        "rename, 9, 9, 3",
        "rename, 9, 9, 100",
        "rename, 400, 500, 150",
        "copytruncate, 9, 4, 3",
        "copytruncate, 4, 9, 3",
        "copytruncate, 9, 9, 3",
        "copytruncate, 400, 500, 150",
    })
    void whicheverOfItsLooksMeetsTheNextFileEachLineIsReadOnce(String how, int before, int after, int atATime)
            throws IOException {
        List<String> expected = new ArrayList<>(lines("old", before));
        expected.addAll(lines("new", after));
        int opens = 0;
        for (boolean rotated = true; rotated; opens++) {
            assertThat(opens).as("opens").isLessThan(MOST_OPENS);
            PlannerScene scene = rotating("after-" + opens);
            scene.logs.write("access.log", String.join("", lines("old", before)));
            RotatingFileSystem.after(opens, () -> rotate(scene.logs, how, lines("old", before), lines("new", after)));

            List<String> read = readOn(scene, scene.plan(new Budget(Long.MAX_VALUE, atATime)), atATime);

            rotated = RotatingFileSystem.rotated();
            assertThat(read)
                    .as("rotated before open " + opens)
                    .containsExactlyInAnyOrderElementsOf(rotated ? expected : lines("old", before));
        }
        assertThat(opens).as("places at which it was rotated").isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void aLookAtAnotherFileInBetweenCutsNoLine(int atATime) throws IOException {
        List<String> expected = new ArrayList<>(lines("old", 20));
        expected.addAll(lines("new", 20));
        int opens = 0;
        for (boolean inOnePlan = true; inOnePlan; opens++) {
            PlannerScene scene = rotating("between-" + opens);
            scene.logs.write("access.log", String.join("", lines("old", 20)));
            RotatingFileSystem.after(
                    opens,
                    () -> {
                        scene.logs.rename("access.log", ".aside");
                        scene.logs.write("access.log", String.join("", lines("new", 20)));
                    },
                    () -> {
                        scene.logs.rename("access.log", "other.log");
                        scene.logs.rename(".aside", "access.log");
                    });

            List<FileRange> planned = scene.plan(new Budget(Long.MAX_VALUE, atATime));

            inOnePlan = RotatingFileSystem.rotated();
            if (inOnePlan) {
                assertThat(readOn(scene, planned, atATime))
                        .as("another file at open " + opens)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
        assertThat(opens).as("opens of one plan").isGreaterThan(2);
    }

    private PlannerScene rotating(String name) {
        PlannerScene scene = new PlannerScene(directory.resolve(name));
        scene.conf.set("fs.file.impl", RotatingFileSystem.class.getName());
        return scene;
    }

    /** The lines of what is planned, and of all that is planned afterwards. */
    private static List<String> readOn(PlannerScene scene, List<FileRange> first, int atATime) throws IOException {
        List<String> read = new ArrayList<>();
        List<FileRange> planned = first;
        for (int idle = 0; idle < 3; idle = planned.isEmpty() ? idle + 1 : 0) {
            scene.read(planned).forEach(line -> read.add(line.substring(line.indexOf('=') + 1) + "\n"));
            planned = scene.plan(new Budget(Long.MAX_VALUE, atATime));
        }
        return read;
    }

    private static void rotate(LogDirectory logs, String how, List<String> old, List<String> next) throws IOException {
        if (how.equals("rename")) {
            logs.rename("access.log", "access.log.1");
        } else {
            logs.write("access.log.1", String.join("", old));
        }
        logs.write("access.log", String.join("", next));
    }

    /** Lines of several lengths. */
    private static List<String> lines(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + " " + i + " " + name.repeat(i * (name.equals("old") ? 5 : 7) % 31) + "\n")
                .toList();
    }
}
