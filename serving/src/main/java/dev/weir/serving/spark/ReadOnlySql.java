package dev.weir.serving.spark;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.CurrentUser;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.UnresolvedWindowExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;

/**
 * Lets queries over the views pass and nothing else: what is not known to only read is refused, be it a statement, a file
 * named as a table, a script, or a function that is not {@link QueryFunctions listed}.
 */
final class ReadOnlySql {
    /** The logical operators that Spark's parser makes of a query. */
    private static final Set<String> OPERATORS = Set.of(
            "Aggregate",
            "Distinct",
            "Except",
            "Expand",
            "Filter",
            "Generate",
            "GlobalLimit",
            "Intersect",
            "Join",
            "LateralJoin",
            "LocalLimit",
            "LocalRelation",
            "Offset",
            "OneRowRelation",
            "Pivot",
            "Project",
            "Range",
            "RebalancePartitions",
            "Repartition",
            "RepartitionByExpression",
            "Sample",
            "Sort",
            "SubqueryAlias",
            "Union",
            "Unpivot",
            "UnresolvedHaving",
            "UnresolvedHint",
            "UnresolvedInlineTable",
            "UnresolvedRelation",
            "UnresolvedSubqueryColumnAliases",
            "UnresolvedTVFAliases",
            "UnresolvedTableValuedFunction",
            "UnresolvedWith",
            "Window",
            "WithWindowDefinition");

    /** How Spark 4 begins to say that its parser's stack was full; the rest is the statement. */
    private static final String TOO_COMPLEX = "[FAILED_TO_PARSE_TOO_COMPLEX]";

    private static final String TOO_DEEP = "too deeply nested; write it flatter";

    private final Set<String> relations;

    /** What was named so far. */
    private final Set<String> named;

    private ReadOnlySql(Set<String> relations, Set<String> named) {
        this.relations = relations;
        this.named = named;
    }

    /**
     * Checks a query.
     *
     * @param views the relations that it may name
     * @return those that it names
     * @throws IllegalArgumentException if it is no SQL, or anything but a query over them
     */
    static Set<String> check(SparkSession spark, String sql, List<String> views) {
        SqlLimits.require(sql);
        try {
            LogicalPlan plan = parsed(spark, sql);
            Set<String> named = new HashSet<>();
            new ReadOnlySql(new HashSet<>(views), named).visit(plan);
            named.retainAll(views);
            return named;
        } catch (StackOverflowError e) {
            throw invalid(TOO_DEEP, e);
        }
    }

    private static LogicalPlan parsed(SparkSession spark, String sql) {
        try {
            return spark.sessionState().sqlParser().parsePlan(sql);
        } catch (ArithmeticException e) {
            // How the parser refuses a number of too many digits.
            throw invalid(e.getMessage().strip(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // Not ParseException alone: what Spark 4 throws at a script is another, and declared nowhere.
            String why = e.getMessage().strip();
            throw invalid(why.startsWith(TOO_COMPLEX) ? TOO_DEEP : why, e);
        }
    }

    private static IllegalArgumentException invalid(String why, Throwable cause) {
        return new IllegalArgumentException("Invalid SQL: " + why, cause);
    }

    private void visit(LogicalPlan plan) {
        String operator = plan.getClass().getSimpleName();
        if (!OPERATORS.contains(operator)) {
            throw new IllegalArgumentException(
                    "Cannot run this: only queries are allowed, not " + operator + "; write SELECT … FROM one of "
                            + String.join(", ", relations.stream().sorted().toList()));
        }
        ReadOnlySql inner = this;
        if (plan instanceof UnresolvedWith with) {
            Set<String> names = new HashSet<>(relations);
            for (scala.Tuple2<String, SubqueryAlias> relation : ScalaCollections.list(with.cteRelations())) {
                new ReadOnlySql(names, named).visit(relation._2());
                names.add(relation._1().toLowerCase(Locale.ROOT));
            }
            inner = new ReadOnlySql(names, named);
        } else if (plan instanceof UnresolvedRelation relation) {
            List<String> name = ScalaCollections.list(relation.multipartIdentifier());
            if (name.size() > 1 || !relations.contains(name.get(0).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("Unknown view: " + String.join(".", name) + ", expected one of "
                        + String.join(", ", relations.stream().sorted().toList()));
            }
            named.add(name.get(0).toLowerCase(Locale.ROOT));
        }
        for (Expression expression : ScalaCollections.list(plan.expressions())) {
            inner.visit(expression);
        }
        if (plan instanceof WithWindowDefinition windows) {
            // The one operator that keeps expressions where Spark's own traversal does not find them.
            for (Expression window :
                    ScalaCollections.map(windows.windowDefinitions()).values()) {
                requireNoWindow(window);
                inner.visit(window);
            }
        }
        if (plan instanceof UnresolvedTableValuedFunction function) {
            QueryFunctions.requireTable(ScalaCollections.list(function.name()));
        }
        for (LogicalPlan child : ScalaCollections.list(plan.children())) {
            inner.visit(child);
        }
    }

    private void visit(Expression expression) {
        if (expression instanceof UnresolvedFunction function) {
            QueryFunctions.require(ScalaCollections.list(function.nameParts()));
        }
        if (expression instanceof UnresolvedGenerator generator) {
            QueryFunctions.requireTable(ScalaCollections.list(generator.name().nameParts()));
        }
        if (expression instanceof ExpressionWithUnresolvedIdentifier) {
            throw new IllegalArgumentException(
                    "Cannot run this: a name that is computed by IDENTIFIER may be anything, and queries only read");
        }
        if (expression instanceof SubqueryExpression subquery) {
            visit(subquery.plan());
        }
        for (Expression child : ScalaCollections.list(expression.children())) {
            visit(child);
        }
    }

    /** No SQL allows it, but where a definition names itself, Spark looks for its end until the stack is full. */
    private static void requireNoWindow(Expression definition) {
        if (definition instanceof UnresolvedWindowExpression) {
            throw new IllegalArgumentException(
                    "Invalid SQL: the definition of a window uses a window; compute that in a subquery");
        }
        ScalaCollections.list(definition.children()).forEach(ReadOnlySql::requireNoWindow);
    }

    /**
     * Checks a query that Spark has looked up every name of: only then it is known whether {@code user}, which needs no
     * parentheses, is a column.
     *
     * @throws IllegalArgumentException if it asks for the account that runs Weir
     */
    static void requireNoUser(LogicalPlan understood) {
        ScalaCollections.list(understood.expressions()).forEach(ReadOnlySql::requireNoUser);
        ScalaCollections.list(understood.children()).forEach(ReadOnlySql::requireNoUser);
        ScalaCollections.list(understood.innerChildren()).forEach(inner -> {
            if (inner instanceof LogicalPlan plan) {
                requireNoUser(plan);
            }
        });
    }

    private static void requireNoUser(Expression expression) {
        if (expression instanceof CurrentUser) {
            throw QueryFunctions.refused(expression.prettyName());
        }
        if (expression instanceof SubqueryExpression subquery) {
            requireNoUser(subquery.plan());
        }
        ScalaCollections.list(expression.children()).forEach(ReadOnlySql::requireNoUser);
    }
}
