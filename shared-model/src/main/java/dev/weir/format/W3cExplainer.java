package dev.weir.format;

import dev.weir.format.Explanation.Piece;
import dev.weir.format.Explanation.Role;
import dev.weir.format.Explanation.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Explains lines of columns by their header, cut as their matcher cuts them. Not thread-safe. */
final class W3cExplainer implements Stop.Finder {
    private final FieldWriter writer;
    private final W3cMatcher matcher;
    private final ParsedLine scratch = new ParsedLine();

    W3cExplainer(FieldWriter writer) {
        this.writer = writer;
        this.matcher = new W3cMatcher(writer);
    }

    /** The pieces of a line that was read by this format. */
    List<Piece> pieces(byte[] b, int from, int to, String header, ParsedLine event) {
        scratch.reset();
        matcher.match(b, from, to, header, scratch);
        List<Piece> pieces = new ArrayList<>();
        for (W3cMatcher.Column column : matcher.cut(b, from, to)) {
            String text = new String(b, column.from(), column.to() - column.from(), StandardCharsets.UTF_8);
            List<Value> values = isClock(column.token())
                    ? Values.of(event).stream()
                            .filter(value -> value.column().equals(Field.TIMESTAMP.column()))
                            .toList()
                    : Values.of(out -> write(column, b, out), column.token(), event);
            boolean ignored = column.token().field() == null && !isClock(column.token());
            pieces.add(new Piece(ignored ? Role.IGNORED : Role.FIELD, text, column.name(), values));
        }
        return pieces;
    }

    @Override
    public List<Stop> stops(byte[] b, int from, int to, String header) {
        scratch.reset();
        Reason reason = matcher.match(b, from, to, header, scratch);
        if (reason == null) {
            return List.of();
        }
        List<W3cMatcher.Column> columns = reason == Reason.MISSING_HEADER ? List.of() : matcher.cut(b, from, to);
        if (columns.isEmpty()) {
            return List.of(
                    new Stop(W3cMatcher.IIS, from, from, "a line #Fields: in front, which says what the columns are"));
        }
        String name = header == null ? W3cMatcher.CLOUDFRONT : W3cMatcher.IIS;
        for (W3cMatcher.Column column : columns) {
            scratch.reset();
            if (!isClock(column.token()) && !write(column, b, scratch)) {
                return List.of(new Stop(name, column.from(), column.from(), Expected.value(column.token())));
            }
        }
        W3cMatcher.Column last = columns.get(columns.size() - 1);
        String count = matcher.width() + " columns, as #Fields has";
        if (columns.size() < matcher.width() || last.to() < to) {
            return List.of(new Stop(name, last.from(), Math.min(to, last.to()), count));
        }
        return List.of(new Stop(name, from, from, "a time in the columns date and time"));
    }

    private static boolean isClock(Token token) {
        return W3cClock.isPart(token.kind());
    }

    private boolean write(W3cMatcher.Column column, byte[] b, ParsedLine out) {
        return column.quoted()
                ? matcher.quoted(column.token(), b, column.from() + 1, column.to() - 1, out)
                : writer.write(column.token(), b, column.from(), column.to(), false, out);
    }
}
