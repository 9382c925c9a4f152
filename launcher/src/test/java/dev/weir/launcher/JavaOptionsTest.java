package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of Java's, in all the ways that there are, with archives of classes there. */
class JavaOptionsTest {
    /** One command of each list of jars. */
    private static final String[][] COMMANDS = {{"formats", "--json"}, {"query", "--help"}};

    private static final String OURS = Weir.class.getName();

    @TempDir
    static Path temp;

    private static Checkout checkout;

    @BeforeAll
    static void makeArchives() throws IOException, InterruptedException {
        checkout = Checkout.in(Files.createDirectory(temp.resolve("checkout")));
        checkout.archive("light", "formats");
        checkout.archive("classes", "query", "--help");
    }

    static Stream<Arguments> options() {
        return Checkout.WAYS.stream()
                .flatMap(way -> Stream.of(
                                "-XX:StartFlightRecording=filename=recording.jfr",
                                "-XX:StartFlightRecording:settings=profile,filename=recording.jfr",
                                "-XX:+UseG1GC",
                                "-Xmx512m -Dweir.test=1 -XX:+UseSerialGC -Xlog:gc:file=gc.log")
                        .map(options -> Arguments.of(way, options)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void changeNoAnswer(String way, String options) throws IOException, InterruptedException {
        for (String[] command : COMMANDS) {
            Cli without = checkout.run(Map.of(), command);
            Path recording = temp.resolve("checkout/recording.jfr");
            Files.deleteIfExists(recording);

            Cli with = checkout.run(Map.of(way, options), command);

            assertThat(with.code()).as(with.err()).isZero();
            assertThat(with.out()).isEqualTo(without.out()).isNotEmpty();
            // How Java says that it has heard.
            assertThat(with.err().lines().filter(line -> !line.contains("icked up " + way)))
                    .isEqualTo(without.err().lines().toList());
            if (options.contains("recording")) {
                assertThat(RecordingFile.readAllEvents(recording)).isNotEmpty();
            }
        }
    }

    @Test
    void archivesAreUsed() throws IOException, InterruptedException {
        for (String[] command : COMMANDS) {
            assertThat(checkout.loaded("", command)).containsEntry(OURS, "shared objects file");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:StartFlightRecording=filename=recording.jfr",
        "-XX:FlightRecorderOptions=stackdepth=32",
        "-agentlib:jdwp=transport=dt_socket;server=y;suspend=n;quiet=y;address=127.0.0.1:0"
    })
    void whatWritesClassesAnewGetsNoArchive(String option) throws IOException, InterruptedException {
        for (String[] command : COMMANDS) {
            assertThat(checkout.loaded(option.replace(';', ','), command).get(OURS))
                    .contains(".jar");
        }
    }
}
