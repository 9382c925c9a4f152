package dev.weir.serving.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.serving.ViewNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A part of a query as DuckDB's parser gives it, and what may be named there. What is not known to only read is refused, by the
 * name that the parser has for it.
 */
final class ParsedQuery {
    /** Planning many takes DuckDB more stack than a thread has. */
    private static final int RELATIONS = 100;

    /** What nested ones take grows with a power of their depth. */
    private static final int LAMBDAS = 3;

    private static final int NAME_PARTS = 8;

    private static final Set<String> EXPRESSIONS = Set.of(
            "BETWEEN",
            "CASE",
            "CAST",
            "COLLATE",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "CONSTANT",
            "FUNCTION",
            "LAMBDA",
            "OPERATOR",
            "POSITIONAL_REFERENCE",
            "STAR",
            "SUBQUERY",
            "TYPE",
            "WINDOW");

    /** Queries, relations, and what orders and limits them. */
    private static final Set<String> CLAUSES = Set.of(
            "SELECT_NODE",
            "SET_OPERATION_NODE",
            "RECURSIVE_CTE_NODE",
            "BASE_TABLE",
            "EMPTY",
            "EXPRESSION_LIST",
            "JOIN",
            "PIVOT",
            "SUBQUERY",
            "TABLE_FUNCTION",
            "DISTINCT_MODIFIER",
            "LIMIT_MODIFIER",
            "LIMIT_PERCENT_MODIFIER",
            "ORDER_MODIFIER",
            "ASCENDING",
            "DESCENDING",
            "ORDER_DEFAULT");

    /** Where there is no such column, these name the account or the database. */
    private static final Set<String> SESSION = Set.of(
            "current_catalog",
            "current_database",
            "current_query",
            "current_role",
            "current_schema",
            "current_user",
            "session_user",
            "user");

    /** The names of relations in scope, and how many relations each stands for. */
    private final Map<String, Integer> scope;

    private final int lambdas;
    private final Tally tally;

    /** What the whole query names. */
    private static final class Tally {
        private final Set<String> named;
        private int relations;

        Tally(Set<String> named) {
            this.named = named;
        }
    }

    private ParsedQuery(Map<String, Integer> scope, int lambdas, Tally tally) {
        this.scope = scope;
        this.lambdas = lambdas;
        this.tally = tally;
    }

    /**
     * A query over some relations.
     *
     * @param named gets the names of relations in it
     */
    static ParsedQuery over(Collection<String> relations, Set<String> named) {
        Map<String, Integer> scope = new HashMap<>();
        relations.forEach(name -> scope.put(name, 1));
        return new ParsedQuery(scope, 0, new Tally(named));
    }

    static IllegalArgumentException tooDeep(Throwable cause) {
        return new IllegalArgumentException("Invalid SQL: too deeply nested; write it flatter", cause);
    }

    /** @throws IllegalArgumentException if anything in it is refused */
    void statement(JsonNode statement) {
        if (!statement.path("node").isObject()) {
            throw unknown("this statement");
        }
        visit(statement);
    }

    private void visit(JsonNode part) {
        if (part.isArray()) {
            part.forEach(this::visit);
        } else if (part.hasNonNull("class")) {
            expression(part);
        } else if (part.path("type").isTextual()) {
            clause(part);
        } else {
            part.forEach(this::visit);
        }
    }

    private void expression(JsonNode expression) {
        String kind = expression.path("class").asText();
        if (kind.equals("PARAMETER")) {
            throw new IllegalArgumentException(
                    "Cannot run this: a query has no parameters; write values instead of ? and $");
        }
        if (!EXPRESSIONS.contains(kind)) {
            throw unknown(kind);
        }
        ParsedQuery inner = this;
        switch (kind) {
            case "FUNCTION", "WINDOW" -> DuckDbFunctionNames.require(name(expression));
            case "COLUMN_REF" -> column(expression.path("column_names"));
            case "LAMBDA" -> {
                if (lambdas == LAMBDAS) {
                    throw tooDeep(null);
                }
                inner = new ParsedQuery(scope, lambdas + 1, tally);
            }
            default -> {}
        }
        expression.forEach(inner::visit);
    }

    private static void column(JsonNode names) {
        if (names.size() > NAME_PARTS) {
            throw tooDeep(null);
        }
        if (names.size() == 1 && SESSION.contains(names.get(0).asText().toLowerCase(Locale.ROOT))) {
            throw DuckDbFunctionNames.refused(names.get(0).asText());
        }
    }

    private void clause(JsonNode clause) {
        String kind = clause.path("type").asText();
        if (!CLAUSES.contains(kind)) {
            throw unknown(kind);
        }
        switch (kind) {
            case "BASE_TABLE" -> relation(clause);
            case "TABLE_FUNCTION" -> {
                JsonNode function = clause.path("function");
                DuckDbFunctionNames.requireTable(name(function));
                count(1);
                function.path("arguments").forEach(this::visit);
            }
            case "SELECT_NODE", "SET_OPERATION_NODE" -> withCtes(clause).children(clause);
            case "RECURSIVE_CTE_NODE" -> recursive(clause);
            default -> children(clause);
        }
    }

    private void children(JsonNode clause) {
        clause.fields().forEachRemaining(child -> {
            if (!child.getKey().equals("cte_map")) {
                visit(child.getValue());
            }
        });
    }

    /** A query names only relations of WITH that stand before it. */
    private ParsedQuery withCtes(JsonNode query) {
        ParsedQuery inner = this;
        for (JsonNode cte : query.path("cte_map").path("map")) {
            int before = tally.relations;
            inner.visit(cte.path("value"));
            inner = inner.and(cte.path("key").asText(), Math.max(1, tally.relations - before));
        }
        return inner;
    }

    /** Only its second part names itself; to the first, that name is another relation's. */
    private void recursive(JsonNode query) {
        ParsedQuery inner = withCtes(query);
        inner.visit(query.path("left"));
        inner.and(query.path("cte_name").asText(), 1).visit(query.path("right"));
        query.fields().forEachRemaining(child -> {
            if (!Set.of("cte_map", "left", "right").contains(child.getKey())) {
                inner.visit(child.getValue());
            }
        });
    }

    private ParsedQuery and(String name, int relations) {
        Map<String, Integer> names = new HashMap<>(scope);
        names.put(name.toLowerCase(Locale.ROOT), relations);
        return new ParsedQuery(names, lambdas, tally);
    }

    private void relation(JsonNode table) {
        String name = name(table).toLowerCase(Locale.ROOT);
        ViewNames.require(name, scope.keySet());
        if (table.hasNonNull("at_clause")) {
            throw unknown("AT");
        }
        count(scope.get(name));
        tally.named.add(name);
        children(table);
    }

    private void count(int relations) {
        tally.relations += relations;
        if (tally.relations > RELATIONS) {
            throw new IllegalArgumentException("Cannot run this: it names more than " + RELATIONS
                    + " relations, those behind names of WITH included; split it");
        }
    }

    /** A name as it was written; with a catalog or schema it is none of ours. */
    private static String name(JsonNode part) {
        StringBuilder name = new StringBuilder();
        for (JsonNode word : part.path("qualified_name").path("path")) {
            name.append(name.isEmpty() ? "" : ".").append(word.asText());
        }
        return name.toString();
    }

    private static IllegalArgumentException unknown(String kind) {
        return new IllegalArgumentException(
                "Cannot run this: only queries are allowed, not " + kind + "; write SELECT … FROM one of the views");
    }
}
