package dev.weir.serving;

import dev.weir.catalogue.Catalogue;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/** Also tells what a query may name: {@code DESCRIBE} a view, {@code SHOW VIEWS} and {@code SHOW FUNCTIONS}, in every dialect. */
public final class DescribingEngine implements Engine {
    private static final String DESCRIBE = "describe ";
    private static final String TEXT = "STRING";

    private final Catalogue catalogue;
    private final Engine engine;

    public DescribingEngine(Catalogue catalogue, Engine engine) {
        this.catalogue = catalogue;
        this.engine = engine;
    }

    @Override
    public Answer ask(Question question) {
        String statement = question.sql().strip();
        if (statement.regionMatches(true, 0, DESCRIBE, 0, DESCRIBE.length())) {
            return described(statement.substring(DESCRIBE.length()).strip().toLowerCase(Locale.ROOT));
        }
        if (statement.equalsIgnoreCase("show functions")) {
            return list("function", functions().stream().toList());
        }
        if (statement.equalsIgnoreCase("show views") || statement.equalsIgnoreCase("show tables")) {
            return list("view", catalogue.names());
        }
        return engine.ask(question);
    }

    private static Answer list(String column, List<String> names) {
        return new ListAnswer(
                List.of(new AnswerColumn(column, TEXT)),
                names.stream().map(List::of).toList());
    }

    private Answer described(String view) {
        ViewNames.require(view, catalogue.names());
        return new ListAnswer(
                List.of(
                        new AnswerColumn("column", TEXT),
                        new AnswerColumn("type", TEXT),
                        new AnswerColumn("meaning", TEXT)),
                catalogue.view(view).orElseThrow().columns().stream()
                        .map(column -> List.of(column.name(), column.type().sql(), column.says()))
                        .toList());
    }

    @Override
    public SortedSet<String> functions() {
        return engine.functions();
    }

    @Override
    public void close() {
        engine.close();
    }
}
