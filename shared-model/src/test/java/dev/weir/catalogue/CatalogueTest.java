package dev.weir.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.answers.Answers;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Dimension SITE = Dimension.of("site", "site", 10, "A site");

    @Test
    void namesAreIdentifiersAndEachColumnSaysWhatItMeans() {
        assertThat(Answers.CATALOGUE.views()).allSatisfy(view -> {
            assertThat(view.name()).matches("[a-z_]+");
            assertThat(view.says()).isNotBlank().doesNotEndWith(".");
            assertThat(view.columns()).extracting(Column::name).doesNotHaveDuplicates();
            assertThat(view.columns()).allSatisfy(CatalogueTest::requireMeaning);
        });
        assertThat(Answers.CATALOGUE.tables()).allSatisfy(table -> {
            assertThat(table.columns()).allSatisfy(CatalogueTest::requireMeaning);
            assertThat(table.names()).doesNotHaveDuplicates().containsAll(table.leading());
        });
    }

    private static void requireMeaning(Column column) {
        assertThat(column.name()).matches("[a-z][a-z0-9_]*");
        assertThat(column.says()).as(column.name()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void measuresOfOneNameAreOneColumnOfTheCells() {
        Catalogue catalogue = new Catalogue(List.of(
                rollup("one", new Measure.Sum("bytes", "a", "bytes", "Bytes")),
                rollup("two", new Measure.Sum("bytes", "a", "bytes", "Bytes"))));

        assertThat(catalogue.cells().names()).containsOnlyOnce("bytes", "requests");
    }

    @Test
    void refusesWhatWouldBeTwoThingsUnderOneName() {
        assertThatThrownBy(() -> new Catalogue(List.of(rollup("one"), rollup("one"))))
                .hasMessage("Two rollups are named one");
        assertThatThrownBy(() -> new Catalogue(List.of(
                        rollup("one", new Measure.Sum("x_hashes", "a", "", "Sum")),
                        rollup("two", new Measure.Distinct("x", List.of("b"), 8, "Distinct")))))
                .hasMessage("Rollup two has x_hashes of type HASHES, another rollup BIGINT");
        assertThatThrownBy(() -> new Rollup("none", "", Grain.DAY, List.of(), List.of(Measure.Sum.REQUESTS)))
                .hasMessage("Rollup none has 0 dimensions, expected 1 to 4");
        assertThatThrownBy(() -> new Rollup("none", "", Grain.DAY, List.of(SITE), List.of()))
                .hasMessage("Rollup none does not begin with the sum of requests");
    }

    private static Rollup rollup(String name, Measure... more) {
        List<Measure> measures = new java.util.ArrayList<>(List.of(Measure.Sum.REQUESTS));
        measures.addAll(List.of(more));
        return new Rollup(name, "A test's", Grain.HOUR, List.of(SITE), measures);
    }
}
