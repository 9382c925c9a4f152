package dev.weir.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.Table;
import dev.weir.catalogue.Type;
import dev.weir.catalogue.VisitColumns;
import dev.weir.visit.ByteText;
import dev.weir.visit.Exit;
import dev.weir.visit.Fragment;
import dev.weir.visit.FragmentValues;
import dev.weir.visit.SomeVisits;
import dev.weir.visit.Visit;
import dev.weir.visit.VisitCombiner;
import dev.weir.visit.VisitEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The view's SQL, in DuckDB and Spark: it shows the visits of all events in order, whatever the split into segments and wherever midnight
 * is, and whether a day is settled or live.
 */
class VisitSqlTest {

    /** As texts that do not depend on the engine. */
    private static String texts(String visits, Dialect dialect) {
        return VisitColumns.VIEW.stream()
                        .map(column -> switch (column.type()) {
                            case TIMESTAMP -> dialect.micros("`" + column.name() + "`");
                            default -> "`" + column.name() + "`";
                        })
                        .map(expression ->
                                "COALESCE(CAST(" + expression + " AS " + dialect.type(Type.STRING) + "), '-')")
                        .collect(Collectors.joining(", ", "SELECT ", ""))
                + " FROM (" + visits + ")";
    }

    static LongStream seeds() {
        return LongStream.range(1, 31);
    }

    /** Fragments of all events as one batch segment would write them, and as some micro-batches do. */
    private record Stored(List<VisitEvent> events, List<Fragment> whole, List<Fragment> parts, Set<Long> days) {
        static Stored of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<VisitEvent> events = SomeVisits.events(seed);
            List<VisitCombiner> segments = Stream.generate(VisitCombiner::new)
                    .limit(random.nextInt(1, 6))
                    .toList();
            VisitCombiner all = new VisitCombiner();
            events.forEach(event -> {
                segments.get(random.nextInt(segments.size())).add(event);
                all.add(event);
            });
            List<Fragment> parts = new ArrayList<>();
            segments.forEach(segment -> segment.drain().forEachRemaining(parts::add));
            List<Fragment> whole = new ArrayList<>();
            all.drain().forEachRemaining(whole::add);
            Set<Long> days = whole.stream().map(Fragment::day).collect(Collectors.toCollection(TreeSet::new));
            return new Stored(events, whole, parts, days);
        }

        List<String> expected() {
            return shown(SomeVisits.recount(events));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void showsInDuckDbTheVisitsOfAllEventsInOrder(long seed) throws SQLException {
        Stored stored = Stored.of(seed);
        Set<Long> batch = new HashSet<>(stored.days());
        SplittableRandom random = new SplittableRandom(seed);
        batch.removeIf(day -> random.nextBoolean());
        VisitView view = new VisitView(Dialect.DUCKDB);

        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            run(duckDb, "SET TimeZone = 'America/New_York'");
            create(duckDb, "whole", stored.whole());
            create(duckDb, "parts", stored.parts());
            create(duckDb, "settled", days(stored.whole(), batch, true));
            create(duckDb, "live", days(stored.parts(), batch, false));
            List<String> expected = stored.expected();

            assertThat(answers(duckDb, view.sql(Optional.of("whole"), Optional.empty())))
                    .as("settled")
                    .isEqualTo(expected);
            assertThat(answers(duckDb, view.sql(Optional.empty(), Optional.of("parts"))))
                    .as("live")
                    .isEqualTo(expected);
            assertThat(answers(duckDb, view.sql(Optional.of("settled"), Optional.of("live"))))
                    .as("settled %s, others live", batch)
                    .isEqualTo(expected);
            for (long day : stored.days()) {
                String near = " WHERE day BETWEEN " + date(day - 1) + " AND " + date(day + 1) + ")";
                String visits = view.sql(
                        Optional.of("(SELECT * FROM settled" + near), Optional.of("(SELECT * FROM live" + near));
                assertThat(answers(duckDb, "SELECT * FROM (" + visits + ") WHERE day = " + date(day)))
                        .as("of the day before, the day and the day after only")
                        .isEqualTo(expected.stream()
                                .filter(visit -> visit.startsWith("[" + LocalDate.ofEpochDay(day) + ","))
                                .toList());
            }
        }
    }

    @Test
    void showsInSparkTheVisitsOfAllEventsInOrder() {
        for (long seed : new long[] {3, 8}) {
            Stored stored = Stored.of(seed);
            Set<Long> batch = Set.of(stored.days().iterator().next());
            SparkSession spark = LocalSpark.session();
            register("settled", days(stored.whole(), batch, true));
            register("live", days(stored.parts(), batch, false));

            Dataset<Row> visits =
                    spark.sql(new VisitView(Dialect.SPARK).sql(Optional.of("settled"), Optional.of("live")));

            assertThat(visits.columns())
                    .containsExactly(
                            VisitColumns.VIEW.stream().map(Column::name).toArray(String[]::new));
            visits.createOrReplaceTempView("visits");
            assertThat(spark.sql(texts("SELECT * FROM visits", Dialect.SPARK)).collectAsList().stream()
                            .map(row -> Stream.iterate(0, i -> i + 1)
                                    .limit(row.size())
                                    .map(row::getString)
                                    .toList()
                                    .toString())
                            .sorted()
                            .toList())
                    .as("seed %s", seed)
                    .isEqualTo(stored.expected());
        }
    }

    @Test
    void seedsHaveWhatMatters() {
        List<Visit> visits = seeds().boxed()
                .flatMap(seed -> SomeVisits.recount(SomeVisits.events(seed)).stream())
                .toList();

        assertThat(visits).anyMatch(visit -> visit.duration() > 86_400_000_000L);
        assertThat(visits).anyMatch(Visit::isBounce);
        assertThat(visits).anyMatch(visit -> visit.whole().exit() == null);
        assertThat(visits).anyMatch(visit -> visit.whole().first() < 0);
        assertThat(visits).anyMatch(visit -> !visit.whole().isAtEdge());
    }

    @Test
    void googleSqlChoosesByOrderedArrays() {
        String sql = new VisitView(Dialect.BIGQUERY).sql(Optional.empty(), Optional.of("`fragments`"));

        assertThat(sql)
                .contains("ORDER BY CASE WHEN `page_views` = 0 THEN 1 ELSE 0 END, `entry_time`, `entry_event` LIMIT 1)"
                        + "[OFFSET(0)] AS `entry`")
                .contains("UNIX_MICROS(`started`) - UNIX_MICROS(LAG(`ended`) OVER (PARTITION BY `visitor` ORDER BY"
                        + " `started`)) <= 1800000000")
                .doesNotContain("epoch_us", "unix_micros");
        assertThat(sql.chars().filter(c -> c == '(').count())
                .isEqualTo(sql.chars().filter(c -> c == ')').count());
    }

    private static List<Fragment> days(List<Fragment> fragments, Set<Long> days, boolean among) {
        return fragments.stream()
                .filter(fragment -> days.contains(fragment.day()) == among)
                .toList();
    }

    private static void create(Connection duckDb, String name, List<Fragment> fragments) throws SQLException {
        run(
                duckDb,
                VisitColumns.FRAGMENT.stream()
                        .map(column -> column.name() + " " + Dialect.DUCKDB.type(column.type()))
                        .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (day DATE, ", ")")));
        if (!fragments.isEmpty()) {
            run(
                    duckDb,
                    fragments.stream()
                            .map(fragment -> String.join(", ", literals(fragment)))
                            .collect(Collectors.joining("), (", "INSERT INTO " + name + " VALUES (", ")")));
        }
    }

    private static void run(Connection duckDb, String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> literals(Fragment fragment) {
        List<String> literals = new ArrayList<>();
        literals.add(date(fragment.day()));
        Object[] values = FragmentValues.of(fragment);
        for (int i = 0; i < values.length; i++) {
            literals.add(literal(values[i], VisitColumns.FRAGMENT.get(i)));
        }
        return literals;
    }

    private static String date(long day) {
        return "DATE '" + LocalDate.ofEpochDay(day) + "'";
    }

    private static String literal(Object value, Column column) {
        if (value == null) {
            return "NULL";
        }
        return switch (column.type()) {
            case BINARY -> "unhex('" + HexFormat.of().formatHex((byte[]) value) + "')";
            case STRING -> "'" + ByteText.of((byte[]) value) + "'";
            case TIMESTAMP -> "make_timestamptz(" + value + ")";
            default -> value.toString();
        };
    }

    /** As a task hands them out, and as the table has them. */
    private static void register(String name, List<Fragment> fragments) {
        StructType raw = new StructType().add(Table.DAY, DataTypes.IntegerType);
        List<String> typed = new ArrayList<>(List.of("date_from_unix_date(`day`) AS `day`"));
        for (Column column : VisitColumns.FRAGMENT) {
            boolean bytes = column.type() == Type.BINARY || column.type() == Type.STRING;
            raw = raw.add(column.name(), bytes ? DataTypes.BinaryType : DataTypes.LongType);
            String quoted = "`" + column.name() + "`";
            typed.add(
                    switch (column.type()) {
                        case STRING -> "CAST(" + quoted + " AS STRING) AS " + quoted;
                        case TIMESTAMP -> "timestamp_micros(" + quoted + ") AS " + quoted;
                        default -> quoted;
                    });
        }
        List<Row> rows = fragments.stream()
                .map(fragment -> RowFactory.create(
                        Stream.concat(Stream.of((int) fragment.day()), Arrays.stream(FragmentValues.of(fragment)))
                                .toArray()))
                .toList();
        LocalSpark.session()
                .createDataFrame(rows, raw)
                .selectExpr(typed.toArray(String[]::new))
                .createOrReplaceTempView(name);
    }

    private static List<String> answers(Connection duckDb, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = duckDb.createStatement()) {
            try (ResultSet named = statement.executeQuery(sql.replace('`', '"') + " LIMIT 0")) {
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= named.getMetaData().getColumnCount(); i++) {
                    names.add(named.getMetaData().getColumnName(i) + " "
                            + named.getMetaData().getColumnTypeName(i));
                }
                assertThat(names)
                        .isEqualTo(VisitColumns.VIEW.stream()
                                .map(column -> column.name() + " "
                                        + Dialect.DUCKDB
                                                .type(column.type())
                                                .replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE"))
                                .toList());
            }
            try (ResultSet found =
                    statement.executeQuery(texts(sql, Dialect.DUCKDB).replace('`', '"'))) {
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= VisitColumns.VIEW.size(); i++) {
                        row.add(found.getString(i));
                    }
                    rows.add(row.toString());
                }
            }
        }
        return rows.stream().sorted().toList();
    }

    private static List<String> shown(List<Visit> visits) {
        return visits.stream()
                .map(visit -> row(visit).stream()
                        .map(value -> Objects.toString(value, "-"))
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }

    private static List<Object> row(Visit visit) {
        Fragment whole = visit.whole();
        Exit exit = whole.exit();
        List<Object> row = new ArrayList<>(List.of(
                LocalDate.ofEpochDay(visit.day()),
                whole.visitor().key(),
                whole.visitor().site()));
        row.addAll(Arrays.asList(
                whole.visitor().client(),
                whole.visitor().user(),
                whole.first(),
                whole.last(),
                visit.duration(),
                whole.counts().requests(),
                whole.counts().pageViews(),
                whole.counts().clientErrors(),
                whole.counts().serverErrors(),
                whole.counts().bytes(),
                visit.isBounce(),
                whole.entrance().page(),
                exit == null ? null : exit.page()));
        Object[] values = FragmentValues.of(whole);
        int origin = VisitColumns.FRAGMENT.indexOf(VisitColumns.ORIGIN.get(0));
        for (int i = 0; i < VisitColumns.ORIGIN.size(); i++) {
            row.add(ByteText.of((byte[]) values[origin + i]));
        }
        row.add(whole.entrance().at().event());
        row.add(exit == null ? null : exit.at().event());
        return row;
    }
}
