package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.batch.BatchLayer;
import dev.weir.batch.Gate;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Staged;
import dev.weir.ledger.VisibleSegment;
import dev.weir.warehouse.CleanUp;
import dev.weir.warehouse.Compactor;
import dev.weir.warehouse.FileCompactor;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Milestone;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small segments of cells become one, while streams and batch jobs go on, and no answer changes. */
class CompactionTest {
    private static final String DAY = "2026-11-20";
    private static final String NEXT_DAY = "2026-11-21";

    @TempDir
    Path temp;

    private Scene scene;

    @BeforeEach
    void makeWarehouse() {
        scene = new Scene(temp);
    }

    @Test
    void answersStayAsTheyAreAndAreMadeOfFewSegments() {
        stream(0, 3);
        compact();
        stream(3, 5);
        long before = scene.ledger().position();
        List<String> answers = scene.answers();

        compact();

        assertThat(shown(Layer.SPEED)).as("one of all, on two days").isEqualTo(2);
        assertThat(scene.answers()).isEqualTo(answers);
        assertThat(scene.answers(scene.ledger().asOf(before))).isEqualTo(answers);
        assertThat(scene.ask("SELECT SUM(accepted) + SUM(duplicates) FROM ledger WHERE visible"))
                .containsExactly(Long.toString(scene.ledger().summary().received()));
        scene.requireSound();
        compact();
        assertThat(scene.ledger().compactions())
                .as("of three, of two, and of both; nothing more was due")
                .hasSize(3);

        stream(5, 8);
        scene.batch();
        assertThat(shown(Layer.SPEED)).isZero();
        scene.requireSound();
    }

    @Test
    void aBatchThatReadAPartOfWhatWasCompactedShowsTheRestWithoutIt() {
        stream(0, 2);
        Staged staged = new BatchLayer(scene.job()).stage(Optional.empty());
        stream(2, 4);
        List<String> answers = scene.outline();
        compact();
        CleanUp cleanUp = new CleanUp(scene.job());
        cleanUp.run(cleanUp.plan(Duration.ZERO));
        assertThat(scene.outline()).isEqualTo(answers);

        new BatchLayer(scene.job()).publish(staged, Gate.EXPLAINED);

        assertThat(shown(Layer.SPEED))
                .as("two micro-batches themselves, one of both days")
                .isEqualTo(3);
        assertThat(scene.ask("SELECT SUM(requests) FROM traffic")).containsExactly("12");
        scene.requireSound();
    }

    @Test
    void whatWasCompactedIsDeletedOnceNoAnswerCanNeedIt() {
        stream(0, 2);
        compact();
        stream(2, 4);
        compact();
        List<String> answers = scene.outline();
        String cells = "SELECT COUNT(DISTINCT segment) FROM delta.`" + temp.resolve("tables/cells") + "`";
        assertThat(scene.spark.sql(cells).head().getLong(0)).isEqualTo(4 + 3);

        scene.clean();

        assertThat(scene.spark.sql(cells).head().getLong(0)).isEqualTo(1);
        assertThat(scene.outline()).isEqualTo(answers);
        scene.requireSound();
    }

    @Test
    void aCompactionThatDiesOrIsOvertakenLeavesNothingToSee() {
        stream(0, 2);
        List<String> answers = scene.outline();
        IllegalStateException death = new IllegalStateException("killed");

        assertThatThrownBy(() -> new Compactor(
                                scene.job(milestone -> {
                                    if (milestone == Milestone.COMPACTING) {
                                        throw death;
                                    }
                                }),
                                2)
                        .compact())
                .isSameAs(death);
        assertThat(scene.outline()).isEqualTo(answers);
        assertThat(scene.ledger().compactions()).isEmpty();
        new Compactor(
                        scene.job(milestone -> {
                            if (milestone == Milestone.COMPACTING) {
                                scene.batch();
                            }
                        }),
                        2)
                .compact();
        assertThat(scene.ledger().compactions()).isEmpty();
        assertThat(scene.outline()).isEqualTo(answers);
        scene.requireSound();

        Job later =
                new Job(scene.spark, scene.warehouse, Clock.offset(Clock.systemUTC(), Duration.ofDays(2)), Scene.ON);
        CleanUp.Plan plan = new CleanUp(later).plan(Duration.ZERO);
        assertThat(plan.abandoned()).as("both attempts").hasSize(2);
    }

    @Test
    void aDayOfATableHasFewFilesThoughEachMicroBatchWritesItsOwn() {
        FileCompactor compactor = new FileCompactor(scene.job(), 5);
        List<Integer> most = new ArrayList<>();
        for (int microBatch = 0; microBatch < 10; microBatch++) {
            scene.stream(Hit.at(DAY + "T10:00:00Z", microBatch), Hit.at(DAY + "T11:00:00Z", microBatch));
            compactor.compact(scene.ledger());
            most.add(Math.max(files("lines"), files("cells")));
        }

        assertThat(Collections.max(most)).as("%s files, each time", most).isLessThanOrEqualTo(5);
        assertThat(scene.ask("SELECT SUM(requests) FROM traffic")).containsExactly("20");
        assertThat(scene.ask(scene.ledger().asOf(5), "SELECT SUM(requests) FROM traffic"))
                .containsExactly("10");
        scene.requireSound();
    }

    /** The files of the table's fullest day. */
    private int files(String table) {
        return scene.spark
                .sql("SELECT COUNT(DISTINCT _metadata.file_path) AS files FROM delta.`" + temp.resolve("tables") + "/"
                        + table + "` GROUP BY day ORDER BY files DESC")
                .head()
                .<Long>getAs(0)
                .intValue();
    }

    /** Micro-batches of lines of one day or two, some of them copies. */
    private void stream(int from, int to) {
        for (int i = from; i < to; i++) {
            scene.stream(
                    Hit.at(DAY + "T10:00:00Z", i),
                    Hit.at(DAY + "T10:00:30Z", 100 + i),
                    Hit.at(DAY + "T10:00:30Z", 100 + i),
                    Hit.at((i % 3 == 0 ? NEXT_DAY : DAY) + "T11:00:00Z", 200 + i));
        }
    }

    private void compact() {
        new Compactor(scene.job(), 2).compact();
    }

    private long shown(Layer layer) {
        return scene.ledger().visible().stream()
                .map(VisibleSegment::layer)
                .filter(layer::equals)
                .count();
    }
}
