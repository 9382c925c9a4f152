package dev.weir.warehouse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks for many small things of a file system at a time: object stores answer slowly, and many at once. */
public final class AtOnce implements AutoCloseable {
    /** How many questions are open at a time. */
    static final int QUESTIONS = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(QUESTIONS);

    /** A question to a file system. */
    @FunctionalInterface
    public interface Question<A, B> {
        B ask(A about) throws IOException;
    }

    /**
     * The answers, in the order of what they are about.
     *
     * @throws IOException the first one that a question met, in that order
     */
    public <A, B> List<B> ask(List<A> about, Question<A, B> question) throws IOException {
        List<Future<B>> asked = about.stream()
                .map(one -> threads.submit(() -> question.ask(one)))
                .toList();
        List<B> answers = new ArrayList<>(asked.size());
        try {
            for (Future<B> one : asked) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WarehouseException("Cannot read the warehouse: interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
