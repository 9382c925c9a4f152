package dev.weir.bigquery;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** What BigQuery shows beside views and their columns. */
final class Descriptions {
    private static final Properties TEXTS = read();

    private Descriptions() {}

    /** Of a column, as a string of GoogleSQL. */
    static String ofColumn(String name) {
        return quoted(name);
    }

    /** Of a view, as a string of GoogleSQL. */
    static String ofView(String name) {
        return quoted("view." + name);
    }

    private static String quoted(String key) {
        String text = Objects.requireNonNull(TEXTS.getProperty(key), () -> "No description of " + key);
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static Properties read() {
        try (var in = new InputStreamReader(
                Objects.requireNonNull(Descriptions.class.getResourceAsStream("descriptions.properties")),
                StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(in);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
