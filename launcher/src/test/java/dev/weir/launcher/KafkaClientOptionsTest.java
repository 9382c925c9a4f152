package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How one gets in at Kafka is said to {@code weir stream} and to {@code weir publish} in the same words. */
class KafkaClientOptionsTest {
    private static final List<String> STREAM =
            List.of("stream", "--source=kafka", "--bootstrap=127.0.0.1:1", "--topic=t");

    @TempDir
    Path directory;

    private String log;

    @BeforeEach
    void writeLine() throws IOException {
        log = Files.writeString(directory.resolve("access.log"), "a line\n").toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--google-login --kafka-option=security.protocol=SASL_PLAINTEXT"
                        + " | Cannot use --google-login with another security.protocol: ",
                "--kafka-option=kafka.sasl.mechanism=PLAIN --google-login"
                        + " | Cannot use --google-login with another kafka.sasl.mechanism: ",
                "--google-login --kafka-option=sasl.jaas.config=s3cret"
                        + " | Cannot use --google-login with another sasl.jaas.config: ",
                "--google-login --kafka-config=plain.properties"
                        + " | Cannot use --google-login with another sasl.jaas.config: ",
                "--kafka-option=bootstrap.servers=h:1 | Invalid Kafka option: bootstrap.servers is said by ",
                "--kafka-config=none.properties | Cannot read ",
                "--kafka-option=security.protocol=s3cure | Cannot reach Kafka at 127.0.0.1:1: ",
                "--kafka-option=ssl.truststore.location=none --kafka-option=security.protocol=SSL"
                        + " | Cannot reach Kafka at 127.0.0.1:1: ",
            })
    void whatDoesNotFitIsRefusedToWhoReadsAndToWhoWrites(String options, String told) throws IOException {
        Files.writeString(directory.resolve("plain.properties"), "sasl.jaas.config=s3cret\n");
        List<String> words = Arrays.stream(options.split(" "))
                .map(option -> option.replace("--kafka-config=", "--kafka-config=" + directory + "/"))
                .toList();

        Cli stream = run(STREAM, Stream.concat(words.stream(), Stream.of("--warehouse=" + directory.resolve("none"))));
        Cli publish = run(publish("kafka:127.0.0.1:1/t"), words.stream());

        assertThat(List.of(stream.code(), publish.code())).containsOnly(1);
        assertThat(stream.err()).startsWith("stream: " + told).hasLineCount(1).doesNotContain("s3cret");
        assertThat(publish.err()).isEqualTo(stream.err().replaceFirst("stream", "publish"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--google-login", "--kafka-option=a=b", "--kafka-config=f"})
    void theyAreNotForPubSub(String option) {
        Cli publish = run(publish("pubsub:projects/p/topics/t"), Stream.of(option));

        assertThat(publish.code()).isEqualTo(2);
        assertThat(publish.err()).startsWith("--kafka-option, --kafka-config and --google-login are about Kafka; ");
    }

    @Test
    void theyAreTheProducersToo() throws IOException {
        Path config = Files.writeString(directory.resolve("client.properties"), "max.block.ms=3\n");

        assertThat(run(publish("kafka:127.0.0.1:1/t"), Stream.of("--kafka-config=" + config))
                        .err())
                .startsWith("publish: Cannot publish to topic t of 127.0.0.1:1: ")
                .contains(" 3 ms", "check the address and the security settings", "create the topic")
                .hasLineCount(1);
        assertThat(run(
                                publish("kafka:127.0.0.1:1/t"),
                                Stream.of("--kafka-config=" + config, "--kafka-option=max.block.ms=4"))
                        .err())
                .contains(" 4 ms");
    }

    private List<String> publish(String target) {
        return List.of("publish", log, "--to=" + target);
    }

    private static Cli run(List<String> command, Stream<String> options) {
        return Cli.run(Stream.concat(command.stream(), options).toArray());
    }
}
