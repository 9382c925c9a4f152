package dev.weir.serving.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.serving.SqlLength;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Lets queries over the views pass and nothing else, by what DuckDB's own parser makes of them: {@code json_serialize_sql} takes
 * queries only, and {@link ParsedQuery} knows what may be in one. The database is locked besides.
 */
final class ReadOnlyDuckDb {
    private static final JsonMapper JSON = new JsonMapper();

    private ReadOnlyDuckDb() {}

    /**
     * Checks a query.
     *
     * @param views the relations that it may name
     * @return those that it names
     * @throws IllegalArgumentException if it is no SQL, or anything but a query over them
     */
    static Set<String> check(Connection connection, String sql, Collection<String> views) throws SQLException {
        SqlLength.require(sql);
        JsonNode parsed = parsed(connection, sql);
        if (parsed.path("error").asBoolean()) {
            throw refused(parsed, views);
        }
        JsonNode statements = parsed.path("statements");
        if (statements.size() != 1) {
            throw new IllegalArgumentException(
                    "Cannot run this: it has " + statements.size() + " statements; ask one query at a time");
        }
        Set<String> named = new HashSet<>();
        ParsedQuery.over(views, named).statement(statements.get(0));
        named.retainAll(views);
        return named;
    }

    private static JsonNode parsed(Connection connection, String sql) throws SQLException {
        try (PreparedStatement parse = connection.prepareStatement("SELECT json_serialize_sql(?)")) {
            parse.setString(1, sql);
            try (ResultSet json = parse.executeQuery()) {
                json.next();
                return JSON.readTree(json.getString(1));
            }
        } catch (StreamConstraintsException e) {
            throw ParsedQuery.tooDeep(e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Invalid SQL: " + e.getOriginalMessage(), e);
        }
    }

    private static IllegalArgumentException refused(JsonNode error, Collection<String> views) {
        String why = error.path("error_message").asText();
        if (error.path("error_type").asText().equals("not implemented")) {
            return new IllegalArgumentException("Cannot run this: only queries are allowed; write SELECT … FROM one of "
                    + String.join(", ", views.stream().sorted().toList()));
        }
        if (why.startsWith("Max expression depth")) {
            return ParsedQuery.tooDeep(null);
        }
        String place = error.hasNonNull("position")
                ? " (at character " + (error.path("position").asInt() + 1) + ")"
                : "";
        return new IllegalArgumentException("Invalid SQL: " + why + place);
    }
}
