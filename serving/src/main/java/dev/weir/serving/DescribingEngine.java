package dev.weir.serving;

import dev.weir.ledger.Ledger;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/** Also tells what a query may name: {@code DESCRIBE} a view, {@code SHOW VIEWS} and {@code SHOW FUNCTIONS}, in every dialect. */
public final class DescribingEngine implements Engine {
    private static final String DESCRIBE = "describe ";
    private static final String TEXT = "STRING";

    private final Engine engine;

    public DescribingEngine(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Answer ask(Question question) {
        String statement = question.sql().strip();
        if (statement.regionMatches(true, 0, DESCRIBE, 0, DESCRIBE.length())) {
            String view = statement.substring(DESCRIBE.length()).strip();
            return new ListAnswer(
                    List.of(new AnswerColumn("column", TEXT), new AnswerColumn("type", TEXT)),
                    columns(view, question.ledger()).stream()
                            .map(column -> List.of(column.name(), column.type()))
                            .toList());
        }
        if (statement.equalsIgnoreCase("show functions")) {
            return list("function", functions().stream().toList());
        }
        if (statement.equalsIgnoreCase("show views") || statement.equalsIgnoreCase("show tables")) {
            return list("view", ViewNames.all());
        }
        return engine.ask(question);
    }

    private static Answer list(String column, List<String> names) {
        return new ListAnswer(
                List.of(new AnswerColumn(column, TEXT)),
                names.stream().map(List::of).toList());
    }

    @Override
    public List<AnswerColumn> columns(String view, Ledger ledger) {
        String name = view.toLowerCase(Locale.ROOT);
        ViewNames.require(name, ViewNames.all());
        return engine.columns(name, ledger);
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
