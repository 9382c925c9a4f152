package dev.weir.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PubSubOptionsTest {
    @Test
    void aSubscriptionIsNamedWithItsProjectOrInFull() {
        assertThat(options(Map.of("projectId", "p1", "subscriptionId", "logs")).subscription())
                .hasToString("projects/p1/subscriptions/logs");
        assertThat(options(Map.of("subscriptionId", "projects/p1/subscriptions/logs"))
                        .subscription())
                .isEqualTo(new SubscriptionName("p1", "logs"));
    }

    @Test
    void theEmulatorIsTakenFromTheEnvironment() {
        CaseInsensitiveStringMap given =
                new CaseInsensitiveStringMap(Map.of("subscriptionId", "projects/p1/subscriptions/logs"));
        assertThat(PubSubOptions.of(given, Map.of("PUBSUB_EMULATOR_HOST", "localhost:1"))
                        .emulator())
                .contains("localhost:1");
        assertThat(PubSubOptions.of(given, Map.of()).emulator()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            projectId            | p2    | Invalid projectId: p2, must be left out or be that of subscription
            topicId              | logs  | Invalid option: topicId, must be left out: the source creates no subscription
            subscription         | logs  | Invalid option: subscription, must be one of projectId, subscriptionId,
            maxRecordsPerTrigger | 0     | Invalid maxRecordsPerTrigger: 0, must be positive
            maxRecordsPerTrigger | many  | Invalid maxRecordsPerTrigger: many, must be a whole number
            maxBytesPerTrigger   | large | Invalid maxBytesPerTrigger: large, must be a size such as 32m
            numFetchPartitions   | 65    | Invalid numFetchPartitions: 65, must be from 1 to 64
            segmentBytes         | 4g    | Invalid segmentBytes: 4294967296, must be positive, at most 1g
            availableNowIdle     | soon  | Invalid availableNowIdle: soon, must be a duration such as 500ms
            """)
    void aWrongOptionIsRefusedWithWhatWouldBeRight(String option, String value, String message) {
        assertThatThrownBy(() -> options(Map.of("subscriptionId", "projects/p1/subscriptions/logs", option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aSubscriptionMustBeNamed() {
        assertThatThrownBy(() -> options(Map.of("projectId", "p1")))
                .hasMessageStartingWith("Invalid subscriptionId: it is missing");
        assertThatThrownBy(() -> options(Map.of("subscriptionId", "logs")))
                .hasMessageStartingWith("Invalid projectId: it is missing");
        assertThatThrownBy(() -> options(Map.of("projectId", "p1", "subscriptionId", "a/b")))
                .hasMessageStartingWith("Invalid subscriptionId: a/b, must be");
    }

    private static PubSubOptions options(Map<String, String> options) {
        return PubSubOptions.of(new CaseInsensitiveStringMap(options), Map.of());
    }
}
