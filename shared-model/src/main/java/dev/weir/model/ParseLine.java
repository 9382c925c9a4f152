package dev.weir.model;

import dev.weir.catalogue.LineColumns;
import dev.weir.format.Field;
import dev.weir.format.LineParser;
import dev.weir.format.LogFormat;
import dev.weir.format.ParsedLine;
import dev.weir.format.ParserSettings;
import dev.weir.format.Reason;
import dev.weir.format.TrustedProxies;
import java.time.ZoneId;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code parse_line(value, header, source, arrived, settings)}: the event's fields, or the reason why the line is a dead letter.
 * Text fields are slices of the line's own bytes.
 */
public final class ParseLine implements ScalarFunction<InternalRow> {
    private static final Field[] FIELDS = Field.values();
    private static final int REASON = FIELDS.length;
    private static final int FORMAT = REASON + 1;
    private static final int ATTRIBUTES = FORMAT + 1;
    private static final int WIDTH = ATTRIBUTES + 1;

    /** The fields in order, then {@code reason}, {@code format} and {@code attributes} (a JSON object or null). */
    public static final StructType RESULT = SparkSchema.of(LineColumns.parsed());

    private static final ThreadLocal<State> STATE = ThreadLocal.withInitial(State::new);

    /** Called by generated code. */
    public static InternalRow invoke(
            byte[] value, UTF8String header, UTF8String source, long arrived, UTF8String settings) {
        State state = STATE.get();
        ParsedLine line = state.line;
        state.parser(source, settings).parse(value, 0, value.length, state.header(header), line);
        Reason reason = line.isEvent() ? state.objection(line.number(Field.TIMESTAMP), arrived) : line.reason();
        Object[] row = new Object[WIDTH];
        if (reason == null) {
            for (int i = 0; i < FIELDS.length; i++) {
                if (line.has(FIELDS[i])) {
                    row[i] = sqlValue(line, FIELDS[i], value);
                }
            }
            if (!line.attributes().isEmpty()) {
                row[ATTRIBUTES] = UTF8String.fromString(AttributesJson.of(line.attributes()));
            }
        } else {
            row[REASON] = UTF8String.fromString(reason.code());
        }
        row[FORMAT] = state.format(line.format());
        return new GenericInternalRow(row);
    }

    private static Object sqlValue(ParsedLine line, Field field, byte[] value) {
        return switch (field.type()) {
            case TEXT -> text(line, field, value);
            case NUMBER, TIMESTAMP -> line.number(field);
            case BOOLEAN -> line.number(field) != 0;
        };
    }

    private static UTF8String text(ParsedLine line, Field field, byte[] value) {
        byte[] bytes = line.bytes(field);
        int from = line.offset(field);
        int length = line.length(field);
        // A slice of anything but the line itself lies in the parser's buffer, which the next line overwrites.
        return bytes == value
                ? UTF8String.fromBytes(bytes, from, length)
                : UTF8String.fromBytes(Arrays.copyOfRange(bytes, from, from + length));
    }

    @Override
    public DataType[] inputTypes() {
        return new DataType[] {
            DataTypes.BinaryType,
            DataTypes.StringType,
            DataTypes.StringType,
            DataTypes.TimestampType,
            DataTypes.StringType
        };
    }

    @Override
    public DataType resultType() {
        return RESULT;
    }

    @Override
    public boolean isResultNullable() {
        return false;
    }

    /**
     * It is deterministic. Saying so would let the optimizer write the call out once for each of the result's fields that a
     * filter or projection uses, and parse each line as many times.
     */
    @Override
    public boolean isDeterministic() {
        return false;
    }

    @Override
    public String name() {
        return "parse_line";
    }

    /** What a thread keeps from line to line: nothing that could change a result. */
    private static final class State {
        private final ParsedLine line = new ParsedLine();
        private UTF8String settingsText;
        private ModelSettings settings = ModelSettings.DEFAULT;
        private UTF8String source;
        private String sourceName;
        private LineParser parser;
        private UTF8String headerText;
        private String header;
        private String formatName;
        private UTF8String format;

        LineParser parser(UTF8String newSource, UTF8String newSettings) {
            if (!newSettings.equals(settingsText)) {
                settingsText = newSettings.copy();
                settings = SettingsJson.read(newSettings.toString());
                source = null;
            }
            if (!newSource.equals(source)) {
                source = newSource.copy();
                sourceName = source.toString();
                ModelSettings.Pin pin = settings.pinOf(sourceName);
                TrustedProxies trusted = settings.trustedProxies().isEmpty()
                        ? TrustedProxies.DEFAULT
                        : TrustedProxies.of(settings.trustedProxies());
                parser = new LineParser(
                        LogFormat.parse(pin.format()), new ParserSettings(ZoneId.of(pin.zone()), trusted));
            }
            return parser;
        }

        /** Why the time of an event of the last line's source is not believed; null if it is. */
        Reason objection(long event, long arrived) {
            return settings.times().objection(sourceName, event, arrived);
        }

        String header(UTF8String newHeader) {
            if (newHeader == null) {
                return null;
            }
            if (!newHeader.equals(headerText)) {
                headerText = newHeader.copy();
                header = newHeader.toString();
            }
            return header;
        }

        UTF8String format(String name) {
            if (name == null) {
                return null;
            }
            if (!name.equals(formatName)) {
                formatName = name;
                format = UTF8String.fromString(name);
            }
            return format;
        }
    }
}
