package dev.weir.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Times work in turns, so that a machine that slows down slows all of it down alike. */
final class Stopwatch {
    /** Work that may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private final int warmUps;
    private final int runs;

    Stopwatch(int warmUps, int runs) {
        this.warmUps = warmUps;
        this.runs = runs;
    }

    /** The seconds of each piece of work in each counted round: one list a piece. */
    List<List<Double>> inTurns(Work... pieces) throws Exception {
        List<List<Double>> seconds = new ArrayList<>();
        for (int i = 0; i < pieces.length; i++) {
            seconds.add(new ArrayList<>());
        }
        for (int round = -warmUps; round < runs; round++) {
            for (int i = 0; i < pieces.length; i++) {
                long began = System.nanoTime();
                pieces[i].run();
                if (round >= 0) {
                    seconds.get(i).add((System.nanoTime() - began) / 1e9);
                }
            }
        }
        return seconds;
    }

    /** Per round, how many times longer the first took than the second. */
    static List<Double> ratios(List<Double> first, List<Double> second) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            ratios.add(first.get(i) / second.get(i));
        }
        return ratios;
    }

    static List<Double> rates(long lines, List<Double> seconds) {
        return seconds.stream().map(s -> lines / s).toList();
    }
}
