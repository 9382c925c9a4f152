package dev.weir.model;

import dev.weir.privacy.PrivacySettings;
import dev.weir.privacy.Redaction;
import dev.weir.privacy.SecretCounts;
import java.util.function.BiFunction;
import org.apache.spark.unsafe.types.UTF8String;

/** What of one line's texts is kept: secrets are replaced by marks. For one thread, a line at a time; null stays null. */
final class Protection {
    private final Redaction redaction;
    private final SecretCounts found = new SecretCounts();

    Protection(PrivacySettings settings) {
        redaction = Redaction.of(settings);
    }

    /** Begins with another line. */
    void begin() {
        found.clear();
    }

    UTF8String path(UTF8String path) {
        return kept(path, redaction::path);
    }

    UTF8String query(UTF8String query) {
        return kept(query, redaction::query);
    }

    UTF8String url(UTF8String url) {
        return kept(url, redaction::referer);
    }

    UTF8String text(UTF8String text) {
        return kept(text, redaction::text);
    }

    /** A whole line that no format could read: by what values look like, and by names as in a URL's query. */
    byte[] line(byte[] line) {
        return redaction.path(redaction.text(line, found), found);
    }

    /** The kinds of what was replaced in the line so far, comma-separated; null if nothing was. */
    UTF8String kinds() {
        return found.isEmpty() ? null : UTF8String.fromString(String.join(",", found.labels()));
    }

    private UTF8String kept(UTF8String text, BiFunction<byte[], SecretCounts, byte[]> redact) {
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes();
        byte[] redacted = redact.apply(bytes, found);
        return redacted == bytes ? text : UTF8String.fromBytes(redacted);
    }
}
