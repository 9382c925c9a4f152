package dev.weir.serving.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.LegacySQLTypeName;
import com.google.cloud.bigquery.TableResult;
import dev.weir.serving.Answer;
import dev.weir.serving.AnswerColumn;
import dev.weir.serving.Cancellation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** BigQuery's answer, in the forms in which Spark's is given. */
final class BigQueryAnswer implements Answer {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final TableResult result;
    private final Cancellation cancellation;
    private final FieldList fields;

    BigQueryAnswer(TableResult result, Cancellation cancellation) {
        this.result = result;
        this.cancellation = cancellation;
        this.fields = result.getSchema().getFields();
    }

    @Override
    public List<AnswerColumn> columns() {
        return fields.stream()
                .map(field -> new AnswerColumn(field.getName(), type(field)))
                .toList();
    }

    private static String type(Field field) {
        String type = switch (field.getType().getStandardType()) {
            case INT64 -> "BIGINT";
            case FLOAT64 -> "DOUBLE";
            case BOOL -> "BOOLEAN";
            case BYTES -> "BINARY";
            case DATETIME -> "TIMESTAMP_NTZ";
            default -> field.getType().getStandardType().name();
        };
        return field.getMode() == Field.Mode.REPEATED ? "ARRAY<" + type + ">" : type;
    }

    @Override
    public Iterator<String[]> texts() {
        return rows(row -> {
            String[] values = new String[fields.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = text(fields.get(i), row.get(i));
            }
            return values;
        });
    }

    @Override
    public Iterator<String> objects() {
        return rows(row -> written(object(fields, row)));
    }

    private <T> Iterator<T> rows(Function<FieldValueList, T> form) {
        return StreamSupport.stream(result.iterateAll().spliterator(), false)
                .map(row -> {
                    cancellation.require();
                    return form.apply(row);
                })
                .iterator();
    }

    private static String text(Field field, FieldValue value) {
        if (value.isNull()) {
            return null;
        }
        if (value.getAttribute() != FieldValue.Attribute.PRIMITIVE) {
            return written(json(field, value));
        }
        if (field.getType().equals(LegacySQLTypeName.TIMESTAMP)) {
            return MICROS.format(time(value));
        }
        return field.getType().equals(LegacySQLTypeName.BYTES)
                ? HexFormat.of().withUpperCase().formatHex(value.getBytesValue())
                : value.getStringValue();
    }

    private static JsonNode json(Field field, FieldValue value) {
        if (value.isNull()) {
            return JSON.nullNode();
        }
        return switch (value.getAttribute()) {
            case REPEATED -> {
                ArrayNode array = JSON.arrayNode();
                value.getRepeatedValue().forEach(element -> array.add(json(field, element)));
                yield array;
            }
            case RECORD -> object(field.getSubFields(), value.getRecordValue());
            default -> primitive(field, value);
        };
    }

    private static ObjectNode object(FieldList fields, FieldValueList values) {
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            object.set(fields.get(i).getName(), json(fields.get(i), values.get(i)));
        }
        return object;
    }

    private static JsonNode primitive(Field field, FieldValue value) {
        return switch (field.getType().getStandardType()) {
            case INT64 -> JSON.numberNode(value.getLongValue());
            case FLOAT64 -> JSON.numberNode(value.getDoubleValue());
            case NUMERIC, BIGNUMERIC -> JSON.numberNode(value.getNumericValue());
            case BOOL -> JSON.booleanNode(value.getBooleanValue());
            case BYTES -> JSON.binaryNode(value.getBytesValue());
            case TIMESTAMP -> JSON.textNode(MILLIS.format(time(value)));
            default -> JSON.textNode(value.getStringValue());
        };
    }

    private static Instant time(FieldValue value) {
        return Instant.EPOCH.plus(value.getTimestampValue(), ChronoUnit.MICROS);
    }

    private static String written(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
