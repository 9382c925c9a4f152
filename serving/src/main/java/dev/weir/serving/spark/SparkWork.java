package dev.weir.serving.spark;

import dev.weir.serving.CancelledException;
import dev.weir.serving.Cancellation;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;

/** What Spark does for one question: it can be cancelled, and failures say what is wrong with the query. */
final class SparkWork {
    private final SparkContext spark;
    private final Cancellation cancellation;
    private final String group = "weir-query-" + UUID.randomUUID();

    SparkWork(SparkContext spark, Cancellation cancellation) {
        this.spark = spark;
        this.cancellation = cancellation;
    }

    /**
     * Does a part of it.
     *
     * @throws IllegalArgumentException if Spark fails
     * @throws CancelledException if it was cancelled
     */
    <T> T run(Callable<T> part) {
        spark.setJobGroup(group, "weir query", true);
        try (Cancellation.Work work = cancellation.begin(() -> spark.cancelJobGroup(group))) {
            return part.call();
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
