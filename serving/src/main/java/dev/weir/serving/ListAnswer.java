package dev.weir.serving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;

/** An answer of texts that are at hand. */
record ListAnswer(List<AnswerColumn> columns, List<List<String>> rows) implements Answer {
    @Override
    public Iterator<String[]> texts() {
        return rows.stream().map(row -> row.toArray(String[]::new)).iterator();
    }

    @Override
    public Iterator<String> objects() {
        return rows.stream().map(this::object).iterator();
    }

    private String object(List<String> row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < row.size(); i++) {
            object.put(columns.get(i).name(), row.get(i));
        }
        return object.toString();
    }
}
