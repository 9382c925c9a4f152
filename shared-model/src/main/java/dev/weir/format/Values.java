package dev.weir.format;

import dev.weir.format.Explanation.Use;
import dev.weir.format.Explanation.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Events' values as text, for explanations. */
final class Values {
    private Values() {}

    /** All of an event. */
    static List<Value> of(ParsedLine event) {
        List<Value> values = new ArrayList<>();
        for (Field field : Field.values()) {
            boolean no = field.type() == Field.Type.BOOLEAN && event.number(field) == 0;
            if (event.has(field) && !no) {
                values.add(new Value(field.column(), false, text(event, field), Use.COUNTS));
            }
        }
        event.attributes().forEach((name, value) -> values.add(new Value(name, true, value, Use.COUNTS)));
        return values;
    }

    /**
     * What a piece becomes by itself.
     *
     * @param write writes it
     * @param token of the piece; null if it has parts
     * @param event what the whole line became
     */
    static List<Value> of(Consumer<ParsedLine> write, Token token, ParsedLine event) {
        ParsedLine alone = new ParsedLine();
        alone.reset();
        write.accept(alone);
        List<Value> whole = of(event);
        return of(alone).stream()
                .map(value -> whole.contains(value)
                        ? value
                        : new Value(value.column(), value.attribute(), value.value(), use(token)))
                .toList();
    }

    private static Use use(Token token) {
        boolean part = token != null
                && (token.kind() == Kind.SECONDS_PART
                        || token.kind() == Kind.SECONDS_UPSTREAM_PART
                        || token.kind() == Kind.MILLIS_PART);
        return part ? Use.PART : Use.REPLACED;
    }

    private static String text(ParsedLine event, Field field) {
        long number = event.number(field);
        return switch (field.type()) {
            case TEXT -> event.text(field);
            case NUMBER -> Long.toString(number);
            case BOOLEAN -> "true";
            case TIMESTAMP ->
                Instant.ofEpochSecond(number / 1_000_000, number % 1_000_000 * 1000)
                        .toString();
        };
    }
}
