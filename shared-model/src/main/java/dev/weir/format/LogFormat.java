package dev.weir.format;

import java.util.List;

/** A log format: a built-in one, one that a user described, or {@code auto}. Immutable and thread-safe. */
public final class LogFormat {
    /** Recognises the built-in formats line by line. */
    public static final LogFormat AUTO =
            new LogFormat("auto", "auto", "Recognises the format of each line", "", null, new Shape.Auto());

    private final String spec;
    private final String name;
    private final String description;
    private final String sample;
    private final String sampleHeader;
    private final Shape shape;

    LogFormat(String spec, String name, String description, String sample, String sampleHeader, Shape shape) {
        this.spec = spec;
        this.name = name;
        this.description = description;
        this.sample = sample;
        this.sampleHeader = sampleHeader;
        this.shape = shape;
    }

    /**
     * Reads a specification: {@code auto}, a built-in's name, or a format string of nginx, Apache, Envoy or HAProxy,
     * bare or as the whole directive of a configuration file.
     *
     * @throws IllegalArgumentException if it is none of these; the message says what is wrong and where
     */
    public static LogFormat parse(String spec) {
        return FormatSpec.parse(spec);
    }

    /**
     * The specification of a format string, of which one field tells the time: its lines are read by it, whatever else
     * could.
     *
     * @param field the name of a variable that only the string's author knows, or the key of a JSON object
     * @param spec what {@link #parse} takes
     */
    public static String timedBy(String field, String spec) {
        return new TimeField(field).before(spec);
    }

    /** All formats that have a name. */
    public static List<LogFormat> builtIns() {
        return BuiltIns.ALL;
    }

    /** The name: a built-in's, the one a directive gives, or the server's, such as {@code nginx-custom}. */
    public String name() {
        return name;
    }

    /** What {@link #parse} makes this format from. */
    public String spec() {
        return spec;
    }

    /** One line for people. */
    public String description() {
        return description;
    }

    /** A line of this format; empty for {@code auto} and formats that users gave. */
    public String sample() {
        return sample;
    }

    /** The {@code #Fields} that the sample needs; null if it needs none. */
    public String sampleHeader() {
        return sampleHeader;
    }

    /** Whether this is a format string that a user gave, not {@code auto} or a built-in. */
    public boolean isPasted() {
        return !(shape instanceof Shape.Auto) && sample.isEmpty();
    }

    Shape shape() {
        return shape;
    }

    @Override
    public String toString() {
        return name;
    }
}
