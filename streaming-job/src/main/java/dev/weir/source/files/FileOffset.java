package dev.weir.source.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.connector.read.streaming.Offset;

/** A place in a stream of files: the number of the last log entry before it; 0 is the beginning. */
final class FileOffset extends Offset {
    private static final Pattern JSON = Pattern.compile("\\{\"entry\":(\\d{1,18})\\}");

    private final long entry;

    FileOffset(long entry) {
        this.entry = entry;
    }

    static FileOffset parse(String json) {
        Matcher matcher = JSON.matcher(json);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Invalid offset: " + json + ", the checkpoint belongs to another kind of source");
        }
        return new FileOffset(Long.parseLong(matcher.group(1)));
    }

    long entry() {
        return entry;
    }

    @Override
    public String json() {
        return "{\"entry\":" + entry + "}";
    }
}
