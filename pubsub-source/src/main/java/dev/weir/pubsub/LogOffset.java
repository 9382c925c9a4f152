package dev.weir.pubsub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.connector.read.streaming.Offset;

/** A place in the log: the number of the last segment before it; 0 is the beginning. */
final class LogOffset extends Offset {
    private static final Pattern JSON = Pattern.compile("\\{\"segment\":(\\d{1,18})\\}");

    private final long segment;

    LogOffset(long segment) {
        this.segment = segment;
    }

    static LogOffset parse(String json) {
        Matcher matcher = JSON.matcher(json);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Invalid offset: " + json + ", the checkpoint belongs to another kind of source");
        }
        return new LogOffset(Long.parseLong(matcher.group(1)));
    }

    long segment() {
        return segment;
    }

    @Override
    public String json() {
        return "{\"segment\":" + segment + "}";
    }
}
