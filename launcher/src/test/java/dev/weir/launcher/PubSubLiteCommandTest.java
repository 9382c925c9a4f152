package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PubSubLiteCommandTest {
    private static final String SUBSCRIPTION = "--subscription=projects/1/locations/europe-west3/subscriptions/s";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        SUBSCRIPTION + ", Google's connector is not on the class path; download https",
        SUBSCRIPTION + " --connector=none.jar, Cannot read none.jar: no such file",
        SUBSCRIPTION + " --connector=pom.xml, Google's connector is not in pom.xml; download https",
        "--subscription=projects/p/subscriptions/s, Invalid --subscription: projects/p/subscriptions/s",
        "--subscription=s, 'Invalid --subscription: s, must be projects/NUMBER_OR_ID/locations/ZONE/'"
    })
    void whatIsMissingIsSaidInOneLine(String options, String told) {
        Cli run = stream(options);

        assertThat(run.code()).isOne();
        assertThat(run.err()).hasLineCount(1).contains(told);
        assertThat(directory.resolve("warehouse")).doesNotExist();
    }

    @Test
    void theConnectorThatIsTestedIsTheOneToDownload() {
        Path tested = Path.of(System.getProperty("weir.pubsublite.connector"));

        assertThat(stream(SUBSCRIPTION).err()).contains("/" + tested.getFileName() + " and name it by --connector");
    }

    private Cli stream(String options) {
        List<Object> arguments = new ArrayList<>(
                List.of("stream", "--warehouse=" + directory.resolve("warehouse"), "--source=pubsublite"));
        arguments.addAll(List.of(options.split(" ")));
        return Cli.run(arguments.toArray());
    }
}
