package dev.weir.pubsub;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of {@code pubsub}.
 *
 * @param subscription options subscriptionId and projectId, or subscriptionId alone in the form
 *     projects/P/subscriptions/S
 * @param budget {@code maxBytesPerTrigger}, {@code 256m}, and {@code maxRecordsPerTrigger}, unlimited
 * @param pulls {@code numFetchPartitions}, 2: how many streaming pulls are open at a time; one brings about 10 MB/s
 * @param endpoint {@code endpoint}: another than {@code pubsub.googleapis.com:443}, such as a region's
 * @param emulator {@code emulatorHost}, else the environment's {@code PUBSUB_EMULATOR_HOST}: spoken to without encryption
 *     and credentials
 * @param memoryBytes {@code maxOutstandingBytes}, {@code 64m}: how much is held in memory that is not yet in the log
 * @param segmentBytes {@code segmentBytes}, {@code 8m}: a segment of the log is closed when it has this many bytes
 * @param segmentAge {@code segmentAge}, {@code 200ms}, on object stores {@code 1s}: or when it is this old
 * @param backlogBytes {@code maxBacklogBytes}, {@code 1g}: how much of the log may be unread before no more is pulled
 * @param horizon {@code deduplicationRecords}, 1,000,000: a message is not delivered again within so many others
 * @param idle {@code availableNowIdle}, {@code 10s}: an AvailableNow trigger ends when for so long nothing came that was
 *     published before it began
 */
record PubSubOptions(
        SubscriptionName subscription,
        LogBudget budget,
        int pulls,
        Optional<String> endpoint,
        Optional<String> emulator,
        long memoryBytes,
        long segmentBytes,
        Optional<Duration> segmentAge,
        long backlogBytes,
        int horizon,
        Duration idle) {
    private static final String EMULATOR = "PUBSUB_EMULATOR_HOST";

    private static final List<String> NAMES = List.of(
            "projectId",
            "subscriptionId",
            "maxBytesPerTrigger",
            "maxRecordsPerTrigger",
            "numFetchPartitions",
            "endpoint",
            "emulatorHost",
            "maxOutstandingBytes",
            "segmentBytes",
            "segmentAge",
            "maxBacklogBytes",
            "deduplicationRecords",
            "availableNowIdle");

    /** Half of what fits into an array, so that a segment with one largest message after its limit still does. */
    private static final long SEGMENT_MOST = Integer.MAX_VALUE / 2;

    private static final int HORIZON_MOST = 50_000_000;

    PubSubOptions {
        require(pulls > 0 && pulls <= 64, "numFetchPartitions", pulls, "from 1 to 64");
        require(memoryBytes > 0, "maxOutstandingBytes", memoryBytes, "positive");
        require(segmentBytes > 0 && segmentBytes <= SEGMENT_MOST, "segmentBytes", segmentBytes, "positive, at most 1g");
        require(backlogBytes > 0, "maxBacklogBytes", backlogBytes, "positive");
        require(horizon > 0 && horizon <= HORIZON_MOST, "deduplicationRecords", horizon, "from 1 to " + HORIZON_MOST);
        require(!idle.isNegative(), "availableNowIdle", idle, "0s or more");
        segmentAge.ifPresent(age -> require(!age.isNegative(), "segmentAge", age, "0s or more"));
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if a value is invalid, or an option is none of these: a typing error must not pass
     *     for a default
     */
    static PubSubOptions of(CaseInsensitiveStringMap options, Map<String, String> environment) {
        for (String name : options.keySet()) {
            if (name.equalsIgnoreCase("topicId")) {
                throw new IllegalArgumentException("Invalid option: topicId, must be left out: the source creates no"
                        + " subscription; create one with gcloud pubsub subscriptions create");
            }
            if (NAMES.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new IllegalArgumentException(
                        "Invalid option: " + name + ", must be one of " + String.join(", ", NAMES));
            }
        }
        return new PubSubOptions(
                SubscriptionName.of(options.get("projectId"), options.get("subscriptionId")),
                new LogBudget(
                        bytes(options, "maxBytesPerTrigger", "256m"),
                        number(options, "maxRecordsPerTrigger", Long.MAX_VALUE)),
                (int) Math.min(Integer.MAX_VALUE, number(options, "numFetchPartitions", 2)),
                given(options.get("endpoint")),
                given(options.get("emulatorHost")).or(() -> given(environment.get(EMULATOR))),
                bytes(options, "maxOutstandingBytes", "64m"),
                bytes(options, "segmentBytes", "8m"),
                Optional.ofNullable(options.get("segmentAge")).map(age -> duration("segmentAge", age)),
                bytes(options, "maxBacklogBytes", "1g"),
                (int) Math.min(Integer.MAX_VALUE, number(options, "deduplicationRecords", 1_000_000)),
                duration("availableNowIdle", options.getOrDefault("availableNowIdle", "10s")));
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    private static void require(boolean holds, String name, Object value, String what) {
        if (!holds) {
            throw new IllegalArgumentException("Invalid " + name + ": " + value + ", must be " + what);
        }
    }

    private static long number(CaseInsensitiveStringMap options, String name, long otherwise) {
        String text = options.get(name);
        try {
            return text == null ? otherwise : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Invalid " + name + ": " + text + ", must be a whole number", e);
        }
    }

    private static Duration duration(String name, String text) {
        try {
            return Duration.ofMillis(JavaUtils.timeStringAs(text, TimeUnit.MILLISECONDS));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Invalid " + name + ": " + text + ", must be a duration such as 500ms", e);
        }
    }

    private static long bytes(CaseInsensitiveStringMap options, String name, String otherwise) {
        String text = options.getOrDefault(name, otherwise);
        try {
            return JavaUtils.byteStringAsBytes(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid " + name + ": " + text + ", must be a size such as 32m", e);
        }
    }
}
