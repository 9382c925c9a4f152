package dev.weir.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.answers.Answers;
import dev.weir.catalogue.Rollup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What BigQuery reads for an answer is decided where a table is scanned, not by how clever it is. */
class BoundsTest {
    private static final String ENTRIES = scan(ReplicaTable.ENTRIES);

    static Stream<String> functions() {
        return statements().filter(sql -> sql.contains("_between`"));
    }

    static Stream<Rollup> rollups() {
        return Answers.CATALOGUE.rollups().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void eachScanOfAFunctionOfDaysHasTheBounds(String sql) {
        for (ReplicaTable table : ReplicaTable.values()) {
            if (table.partition().isPresent()) {
                assertThat(sql.split(scan(table) + " WHERE ", -1))
                        .as(table.label())
                        .hasSameSizeAs(sql.split(scan(table), -1));
                Stream.of(sql.split(scan(table) + " WHERE ", -1))
                        .skip(1)
                        .forEach(rest -> assertThat(rest.replaceFirst("^`target` = '[a-z]+' AND ", ""))
                                .startsWith("`day` BETWEEN `from_day` AND `to_day` AND "));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rollups")
    void aRollupsCellsAndWhatIsVisibleAreScannedOnce(Rollup rollup) {
        List<String> made = statements()
                .filter(sql -> sql.contains("`acme.weir." + rollup.name() + "`")
                        || sql.contains("`acme.weir." + rollup.name() + "_"))
                .toList();

        assertThat(made).hasSize(3).allSatisfy(sql -> {
            assertThat(sql).containsOnlyOnce(scan(ReplicaTable.CELLS));
            assertThat(sql).containsOnlyOnce(scan(ReplicaTable.OTHER_CELLS));
            assertThat(sql).containsOnlyOnce(scan(ReplicaTable.VISIBILITY));
            // Of the ledger, no more than the last position and the horizon.
            assertThat(sql.replace("(SELECT MAX(`position`)" + ENTRIES + ")", "")
                            .replace("(SELECT COALESCE(MAX(`horizon`), 0)" + ENTRIES + ")", ""))
                    .doesNotContain(ENTRIES);
        });
    }

    private static Stream<String> statements() {
        return new BigQueryViews(GeneratedSql.DATASET, Answers.CATALOGUE).statements().stream();
    }

    private static String scan(ReplicaTable table) {
        return " FROM " + GeneratedSql.DATASET.quoted(table.label());
    }
}
