package dev.weir.bigquery;

import dev.weir.answers.Answers;
import dev.weir.view.Dialect;
import dev.weir.view.LineSql;
import dev.weir.view.RollupView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Every statement that Weir generates. */
final class GeneratedSql {
    static final DatasetName DATASET = DatasetName.parse("acme.weir");

    private GeneratedSql() {}

    /** What a data set is made and upgraded by, in order. */
    static List<String> ofBigQuery() {
        ReplicaSchema schema = new ReplicaSchema(DATASET, Answers.CATALOGUE);
        List<String> statements = new ArrayList<>();
        for (ReplicaTable table : ReplicaTable.values()) {
            statements.add(schema.create(table, Map.of("app", "weir", "team", "web"), OptionalInt.of(400)));
        }
        for (ReplicaTable table : ReplicaTable.values()) {
            statements.addAll(
                    schema.add(table, List.of(table.schema(Answers.CATALOGUE).fieldNames())));
        }
        statements.addAll(new BigQueryViews(DATASET, Answers.CATALOGUE).statements());
        return statements;
    }

    /** Views in another data set. */
    static List<String> ofViewsElsewhere() {
        return new BigQueryViews(DATASET, Answers.CATALOGUE).answersIn(DatasetName.parse("acme.answers"));
    }

    static List<String> ofSpark() {
        List<String> statements = new ArrayList<>();
        Answers.CATALOGUE.rollups().forEach(rollup -> {
            RollupView view = new RollupView(rollup, Dialect.SPARK);
            statements.add(view.sql(Optional.of("`settled`"), Optional.of("`live`")));
            statements.add(view.sql(Optional.empty(), Optional.of("`live`")));
        });
        Answers.CATALOGUE.lineViews().forEach(view -> {
            statements.addAll(LineSql.columns(view, Dialect.SPARK));
            statements.add(view.outcome().condition());
        });
        return statements;
    }
}
