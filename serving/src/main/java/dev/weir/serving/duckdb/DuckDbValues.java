package dev.weir.serving.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** DuckDB's values in the forms in which Spark's are given. */
final class DuckDbValues {
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
    private static final JsonNodeFactory JSON = new JsonNodeFactory(true);

    private DuckDbValues() {}

    /** A type's name in Spark's SQL, where it has one. */
    static String type(String duckDb) {
        if (duckDb.endsWith("[]")) {
            return "ARRAY<" + type(duckDb.substring(0, duckDb.length() - 2)) + ">";
        }
        return switch (duckDb) {
            case "VARCHAR", "JSON" -> "STRING";
            case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP";
            case "TIMESTAMP" -> "TIMESTAMP_NTZ";
            case "BLOB" -> "BINARY";
            case "INTEGER" -> "INT";
            case "HUGEINT" -> "DECIMAL(38,0)";
            default -> duckDb;
        };
    }

    /** A value as text; null for null. */
    static String text(Object value) throws SQLException {
        if (value == null) {
            return null;
        }
        if (value instanceof OffsetDateTime time) {
            return MICROS.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + "Z";
        }
        if (value instanceof Timestamp time) {
            return String.valueOf(time.toLocalDateTime()).replace('T', ' ');
        }
        if (value instanceof Blob bytes) {
            return HexFormat.of().withUpperCase().formatHex(bytes(bytes));
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof Array || value instanceof DuckDBStruct || value instanceof Map
                ? json(value).toString()
                : value.toString();
    }

    /** A row as a JSON object. */
    static String object(List<String> names, List<Object> values) throws SQLException {
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < values.size(); i++) {
            object.set(names.get(i), json(values.get(i)));
        }
        return object.toString();
    }

    private static JsonNode json(Object value) throws SQLException {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Array array) {
            ArrayNode elements = JSON.arrayNode();
            for (Object element : (Object[]) array.getArray()) {
                elements.add(json(element));
            }
            return elements;
        }
        if (value instanceof DuckDBStruct struct) {
            return map(struct.getMap());
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return scalar(value);
    }

    private static ObjectNode map(Map<?, ?> map) throws SQLException {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            object.set(String.valueOf(text(entry.getKey())), json(entry.getValue()));
        }
        return object;
    }

    private static JsonNode scalar(Object value) throws SQLException {
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            // JSON has no such numbers.
            return Double.isFinite(number) ? number(value) : JSON.textNode(value.toString());
        }
        if (value instanceof BigDecimal number) {
            return JSON.numberNode(number);
        }
        if (value instanceof BigInteger number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Number number) {
            return JSON.numberNode(number.longValue());
        }
        if (value instanceof OffsetDateTime time) {
            return JSON.textNode(MILLIS.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + "Z");
        }
        if (value instanceof Timestamp time) {
            LocalDateTime local = time.toLocalDateTime();
            return JSON.textNode(MILLIS.format(local));
        }
        return value instanceof Blob bytes ? JSON.binaryNode(bytes(bytes)) : JSON.textNode(text(value));
    }

    private static JsonNode number(Object value) {
        return value instanceof Float number ? JSON.numberNode(number) : JSON.numberNode((Double) value);
    }

    private static byte[] bytes(Blob blob) throws SQLException {
        return blob.getBytes(1, (int) blob.length());
    }
}
