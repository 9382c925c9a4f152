package dev.weir.serving.spark;

import dev.weir.serving.Cancellation;
import dev.weir.serving.CancelledException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** What Spark does for one question: it can be cancelled, and failures say what is wrong with the query. */
final class SparkWork {
    private final SparkSession session;
    private final Cancellation cancellation;
    private final String group = "weir-query-" + UUID.randomUUID();

    SparkWork(SparkSession session, Cancellation cancellation) {
        this.session = session;
        this.cancellation = cancellation;
    }

    /**
     * Does a part of it.
     *
     * @throws IllegalArgumentException if Spark fails
     * @throws CancelledException if it was cancelled
     */
    <T> T run(Callable<T> part) {
        SparkContext spark = session.sparkContext();
        Option<SparkSession> before = SparkSession.getActiveSession();
        // Some of its settings are asked of whichever is active.
        SparkSession.setActiveSession(session);
        spark.setJobGroup(group, "weir query", true);
        try {
            return cancellation.run(() -> spark.cancelJobGroup(group), part::call);
        } catch (CancelledException e) {
            throw e;
        } catch (Exception e) {
            Optional<String> why = cancellation.reason();
            if (why.isPresent()) {
                throw new CancelledException(why.get(), e);
            }
            throw new IllegalArgumentException("Cannot answer the query: " + first(e).getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "Cannot answer the query: it chains too many operators, such as + or UNION; split it", e);
        } finally {
            spark.clearJobGroup();
            SparkSession.clearActiveSession();
            if (before.isDefined()) {
                SparkSession.setActiveSession(before.get());
            }
        }
    }

    /** Spark's errors about a query say what is wrong with it; the first cause says it best. */
    private static Throwable first(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
