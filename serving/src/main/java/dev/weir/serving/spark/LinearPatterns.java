package dev.weir.serving.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.LikeAll;
import org.apache.spark.sql.catalyst.expressions.LikeAny;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MultiLikeBase;
import org.apache.spark.sql.catalyst.expressions.NotLikeAll;
import org.apache.spark.sql.catalyst.expressions.NotLikeAny;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.RegExpExtract;
import org.apache.spark.sql.catalyst.expressions.RegExpExtractAll;
import org.apache.spark.sql.catalyst.expressions.RegExpInStr;
import org.apache.spark.sql.catalyst.expressions.RegExpReplace;
import org.apache.spark.sql.catalyst.expressions.StringSplit;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import scala.runtime.AbstractPartialFunction;

/**
 * Lets {@link Patterns} evaluate what Spark would give to {@code java.util.regex}, LIKE included: that may take for ever on a
 * text which a stranger made for it.
 */
final class LinearPatterns extends Rule<LogicalPlan> {
    private static final Literal PATTERNS = Literal.create(Patterns.RE2, new ObjectType(Patterns.class));
    private static final ArrayType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

    private LinearPatterns() {}

    /** From here on the session's queries, their subqueries included, run so. */
    static void install(SparkSession spark) {
        spark.experimental()
                .extraOptimizations_$eq(ScalaCollections.seq(List.<Rule<LogicalPlan>>of(new LinearPatterns())));
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        return plan.transformAllExpressions(new Replacing());
    }

    private static final class Replacing extends AbstractPartialFunction<Expression, Expression> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isDefinedAt(Expression expression) {
            return linear(expression).isPresent();
        }

        @Override
        public Expression apply(Expression expression) {
            return linear(expression).orElseThrow();
        }
    }

    private static Optional<Expression> linear(Expression expression) {
        Expression linear = null;
        if (expression instanceof RLike rlike) {
            linear = call("find", DataTypes.BooleanType, rlike.left(), rlike.right());
        } else if (expression instanceof Like like) {
            linear = call("like", DataTypes.BooleanType, like.left(), like.right(), text(like.escapeChar()));
        } else if (expression instanceof MultiLikeBase likes) {
            linear = quantified(likes);
        } else if (expression instanceof RegExpExtract extract) {
            linear = call("extract", DataTypes.StringType, extract.subject(), extract.regexp(), extract.idx());
        } else if (expression instanceof RegExpExtractAll extract) {
            linear = call("extractAll", TEXTS, extract.subject(), extract.regexp(), extract.idx());
        } else if (expression instanceof RegExpInStr in) {
            linear = call("position", DataTypes.IntegerType, in.subject(), in.regexp());
        } else if (expression instanceof RegExpReplace replace) {
            linear = call(
                    "replace", DataTypes.StringType, replace.subject(), replace.regexp(), replace.rep(), replace.pos());
        } else if (expression instanceof StringSplit split) {
            linear = call("split", TEXTS, split.str(), split.regex(), split.limit());
        }
        return Optional.ofNullable(linear);
    }

    private static Expression quantified(MultiLikeBase likes) {
        boolean all = likes instanceof LikeAll || likes instanceof NotLikeAll;
        boolean negated = likes instanceof NotLikeAll || likes instanceof NotLikeAny;
        if (!all && !negated && !(likes instanceof LikeAny)) {
            throw new IllegalArgumentException("Cannot run this: " + likes.prettyName() + " is unknown; use LIKE");
        }
        Object[] patterns = ScalaCollections.list(likes.patterns()).toArray();
        return call(
                "likes",
                DataTypes.BooleanType,
                likes.child(),
                Literal.create(new GenericArrayData(patterns), TEXTS),
                Literal.create(all, DataTypes.BooleanType),
                Literal.create(negated, DataTypes.BooleanType));
    }

    private static Literal text(char c) {
        return Literal.create(String.valueOf(c), DataTypes.StringType);
    }

    private static Expression call(String function, DataType result, Expression... arguments) {
        // Not StaticInvoke, of which Spark 4 wants more than 3.5 takes.
        return new Invoke(
                PATTERNS,
                function,
                result,
                ScalaCollections.seq(List.of(arguments)),
                ScalaCollections.seq(List.of()),
                true,
                true,
                true);
    }
}
