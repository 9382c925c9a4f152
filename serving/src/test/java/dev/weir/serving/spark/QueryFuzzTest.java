package dev.weir.serving.spark;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.weir.warehouse.Sessions;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text as a query: what passes the guard, as Spark understands it when it has looked up every name, only reads views. */
class QueryFuzzTest {
    private static final List<String> VIEWS = List.of("traffic", "events");
    /** Where rows may come from: the views, of which each is one row here, and what stands in the query. */
    private static final Set<String> LEAVES =
            Set.of("LocalRelation", "OneRowRelation", "Range", "CTERelationRef", "ResolvedInlineTable", "LogicalRDD");

    private static final SparkSession SPARK = Sessions.start("tests");

    static {
        for (String view : VIEWS) {
            SPARK.sql("SELECT 'a' AS site, 1 AS requests, TIMESTAMP'2026-11-20' AS time")
                    .createOrReplaceTempView(view);
        }
    }

    /** The queries of the guard's tests, those that pass and those that must not. */
    static Stream<byte[]> seeds() {
        return Arrays.stream(ReadOnlySqlTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(ParameterizedTest.class))
                .flatMap(QueryFuzzTest::values)
                .map(sql -> sql.getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<String> values(Method test) {
        ValueSource source = test.getAnnotation(ValueSource.class);
        return source == null ? Stream.of() : Arrays.stream(source.strings());
    }

    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/sql.dict")
    @FuzzTest
    void whatPassesOnlyReadsViews(byte @NotNull [] data) {
        String sql = new String(data, StandardCharsets.UTF_8);
        LogicalPlan parsed;
        try {
            ReadOnlySql.check(SPARK, sql, VIEWS);
            parsed = SPARK.sessionState().sqlParser().parsePlan(sql);
        } catch (IllegalArgumentException e) {
            return;
        } catch (Exception e) {
            throw new AssertionError("Neither passed nor refused: " + sql, e);
        }
        LogicalPlan analysed;
        try {
            // Analysis runs nothing, not even what a command would do at once.
            analysed = SPARK.sessionState().analyzer().execute(parsed);
        } catch (Exception e) {
            return;
        }
        requireReading(analysed, sql);
    }

    private static void requireReading(LogicalPlan plan, String sql) {
        boolean leaf = plan.children().isEmpty();
        String operator = plan.getClass().getSimpleName();
        boolean writes = operator.contains("Command") || operator.contains("Script") || operator.contains("Write");
        boolean unresolved = operator.startsWith("Unresolved");
        if (writes || (leaf && !unresolved && !LEAVES.contains(operator))) {
            throw new AssertionError("The guard let " + operator + " pass: " + sql);
        }
        for (Expression expression : ScalaCollections.list(plan.expressions())) {
            requireReading(expression, sql);
        }
        for (LogicalPlan child : ScalaCollections.list(plan.children())) {
            requireReading(child, sql);
        }
        ScalaCollections.list(plan.innerChildren()).forEach(inner -> {
            if (inner instanceof LogicalPlan innerPlan) {
                requireReading(innerPlan, sql);
            }
        });
    }

    private static void requireReading(Expression expression, String sql) {
        if (expression instanceof CallMethodViaReflection) {
            throw new AssertionError("The guard let a call into the JVM pass: " + sql);
        }
        if (expression instanceof SubqueryExpression subquery) {
            requireReading(subquery.plan(), sql);
        }
        for (Expression child : ScalaCollections.list(expression.children())) {
            requireReading(child, sql);
        }
    }
}
