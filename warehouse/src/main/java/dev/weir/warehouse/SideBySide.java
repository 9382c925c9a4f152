package dev.weir.warehouse;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Does two things at the same time: most of a small Spark job's time passes in the driver, on one core. The other thread is
 * made anew each time, so that it inherits what Spark keeps by thread: the job group by which a query's jobs are cancelled.
 */
public final class SideBySide {
    private SideBySide() {}

    /** Two results. */
    public record Both<A, B>(A first, B second) {}

    /** Does both, as {@link #run(Supplier, Supplier)}. */
    public static void run(Runnable first, Runnable second) {
        run(first, () -> {
            second.run();
            return true;
        });
    }

    /** Does both and returns what the second gives, as {@link #run(Supplier, Supplier)}. */
    public static <B> B run(Runnable first, Supplier<B> second) {
        return SideBySide.<Boolean, B>run(
                        () -> {
                            first.run();
                            return true;
                        },
                        second)
                .second();
    }

    /**
     * Returns when both have ended.
     *
     * @throws RuntimeException the first thing's failure, or else the second's
     */
    public static <A, B> Both<A, B> run(Supplier<A> first, Supplier<B> second) {
        FutureTask<A> task = new FutureTask<>(first::get);
        Thread thread = new Thread(task, Thread.currentThread().getName() + " (side)");
        thread.start();
        RuntimeException failure = null;
        B other = null;
        try {
            other = second.get();
        } catch (RuntimeException e) {
            failure = e;
            thread.interrupt();
        }
        try {
            A one = task.get();
            if (failure != null) {
                throw failure;
            }
            return new Both<>(one, other);
        } catch (ExecutionException e) {
            throw failed(failure, e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static RuntimeException failed(RuntimeException second, ExecutionException first) {
        RuntimeException cause = first.getCause() instanceof RuntimeException known
                ? known
                : new IllegalStateException(first.getCause());
        if (second != null && second != cause) {
            cause.addSuppressed(second);
        }
        return cause;
    }
}
