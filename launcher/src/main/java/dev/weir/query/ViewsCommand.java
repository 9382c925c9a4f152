package dev.weir.query;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.answers.Answers;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.Rollup;
import dev.weir.catalogue.View;
import dev.weir.serving.ViewNames;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir views}: what can be queried. */
@Command(
        name = "views",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lists the views that queries are about, or the columns of one: types, units and meaning, and how many rows to"
                        + " expect.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "1:there is no such view", "2:wrong options"})
public final class ViewsCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A view.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        List<View> views = name.map(ViewsCommand::view).map(List::of).orElse(Answers.CATALOGUE.views());
        if (json) {
            ArrayNode document = JSON.createArrayNode();
            views.forEach(view -> document.add(object(view)));
            System.out.println(document.toPrettyString());
        } else if (name.isPresent()) {
            print(views.get(0));
        } else {
            views.forEach(view -> System.out.printf("%-13s %s%n", view.name(), view.says()));
        }
        return 0;
    }

    private static View view(String name) {
        ViewNames.require(name, Answers.CATALOGUE.names());
        return Answers.CATALOGUE.view(name).orElseThrow();
    }

    private static void print(View view) {
        System.out.println(view.says() + ".");
        System.out.println(rows(view));
        System.out.println();
        int width = view.columns().stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(0);
        view.columns()
                .forEach(column -> System.out.printf(
                        "%-" + width + "s  %-9s  %s%s%n",
                        column.name(),
                        column.type().sql(),
                        column.says(),
                        column.nullable() ? "; may be null" : ""));
    }

    private static ObjectNode object(View view) {
        ObjectNode object = JSON.createObjectNode();
        object.put("view", view.name());
        object.put("says", view.says());
        object.put("rows", rows(view));
        ArrayNode columns = object.putArray("columns");
        view.columns().forEach(column -> columns.add(object(column)));
        return object;
    }

    private static ObjectNode object(Column column) {
        ObjectNode object = JSON.createObjectNode();
        object.put("column", column.name());
        object.put("type", column.type().sql());
        object.put("nullable", column.nullable());
        object.put("unit", column.unit());
        object.put("says", column.says());
        return object;
    }

    /** How much a query reads. */
    private static String rows(View view) {
        if (view instanceof Rollup rollup) {
            return "Rows: at most one a " + rollup.grain().text() + " and "
                    + rollup.dimensions().stream()
                            .map(dimension -> dimension.name() + " (" + dimension.limit() + " and the rest)")
                            .collect(Collectors.joining(", "))
                    + ". Filter on day.";
        }
        return switch (view.name()) {
            case "events", "dead_letters" -> "Rows: one a line, so name columns, and filter on day.";
            default -> "Rows: few; it is read from the ledger.";
        };
    }
}
