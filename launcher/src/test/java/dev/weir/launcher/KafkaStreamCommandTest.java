package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.demo.LocalBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaStreamCommandTest {
    @TempDir
    Path directory;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "'', --source files needs --dir",
        "--topic t --bootstrap h:1, add --source kafka",
        "--source kafka, --source kafka needs --bootstrap",
        "--source kafka --topic t, --bootstrap",
        "--source kafka --bootstrap h:1, --topic",
        "--source kafka --bootstrap h:1 --topic t --dir d, leave them out with --source kafka",
        "--subscription s, add --source pubsub",
        "--source pubsub, --source pubsub needs --subscription",
        "--source pubsub --subscription s --connector c.jar, leave it out with --source pubsub",
        "--connector c.jar, --subscription",
        "--source pubsublite, --source pubsublite needs --subscription projects/P/locations/ZONE/",
        "--source pubsublite --subscription s --project p, leave them out with --source pubsublite",
        "--source pubsublite --subscription s --endpoint h:1, leave them out with --source pubsublite",
        "--source pubsublite --subscription s --emulator h:1, leave them out with --source pubsublite",
        "--source pubsublite --subscription s --quiet 1, leave them out with --source pubsublite",
        "--source pubsublite --subscription s --max-lines 9, leave them out with --source pubsublite",
        "--source pigeons, expected one of"
    })
    void tellsWhichOptionsGoTogether(String options, String told) {
        int code = stream(options.isEmpty() ? new String[0] : options.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(told);
    }

    @Test
    void refusesTopicsThatAreNone() {
        assertThat(stream("--source", "kafka", "--bootstrap", "h:1", "--topic", "a,b"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("Invalid topic: a,b");
    }

    @Test
    void saysSoonThatNoBrokerAnswersAndKeepsSecrets() throws IOException {
        Path config = Files.writeString(directory.resolve("client.properties"), """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" \
                password="s3cret";
                """);
        Instant began = Instant.now();

        int code = stream(
                "--source", "kafka", "--bootstrap", "127.0.0.1:1", "--topic", "t", "--kafka-config", config.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("stream: Cannot reach Kafka at 127.0.0.1:1: ")
                .hasLineCount(1)
                .doesNotContain("s3cret");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(directory.resolve("warehouse")).doesNotExist();
    }

    @Test
    void saysThatAHostHasNoName() {
        assertThat(stream("--source", "kafka", "--bootstrap", "nowhere.invalid:9092", "--topic", "t"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("stream: Cannot reach Kafka at nowhere.invalid:9092: ");
    }

    @Test
    void saysThatThereIsNoSuchTopic() throws Exception {
        try (LocalBroker broker = LocalBroker.start(directory.resolve("kafka"))) {
            assertThat(stream("--source", "kafka", "--bootstrap", broker.bootstrap(), "--topic", "nobody"))
                    .isEqualTo(1);
            assertThat(err.toString()).startsWith("stream: Cannot read topic nobody: there is none of this name");
        }
    }

    private int stream(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("stream", "--warehouse", directory.resolve("warehouse").toString()));
        arguments.addAll(List.of(options));
        return Weir.commandLine("stream")
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new dev.weir.command.Failures())
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
