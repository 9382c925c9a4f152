package dev.weir.chaos;

import dev.weir.chaos.ChaosPoint.Command;
import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Who has to wait for whom: clean-ups for one another, and, for streams, whoever needs to know which files are nobody's. */
final class ChaosTurns {
    private final ReadWriteLock streaming = new ReentrantReadWriteLock(true);
    private final Lock cleaning = new ReentrantLock();

    /** Does what a command needs, when it may run. A thread whose clean-up stands still may start another. */
    void take(Command command, ChaosMachine.Step step) throws IOException, InterruptedException {
        switch (command) {
            case STREAM -> holding(streaming.readLock(), step);
            case CLEAN -> holding(cleaning, step);
            case BATCH -> step.run();
        }
    }

    void whileNobodyStreams(ChaosMachine.Step step) throws IOException, InterruptedException {
        holding(streaming.writeLock(), step);
    }

    private static void holding(Lock lock, ChaosMachine.Step step) throws IOException, InterruptedException {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
