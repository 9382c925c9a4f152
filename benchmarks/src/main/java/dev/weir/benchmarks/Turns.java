package dev.weir.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Pieces of work that are timed in turns, so that a machine that slows down slows all of them down alike. */
final class Turns {
    private final Map<String, Work> pieces = new LinkedHashMap<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final Progress progress;

    Turns(Progress progress) {
        this.progress = progress;
    }

    Turns add(String piece, Work work) {
        pieces.put(piece, work);
        return this;
    }

    /** Adds a peer's work, or remembers why that peer cannot be had. */
    Turns addPeer(String piece, Callable<Work> work) throws Exception {
        try {
            pieces.put(piece, work.call());
        } catch (PeerMissingException e) {
            missing.put(piece, e.getMessage());
        }
        return this;
    }

    /** Runs all pieces once a round, and closes them. */
    Timings run(int warmUps, int runs) throws Exception {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        pieces.keySet().forEach(piece -> seconds.put(piece, new ArrayList<>()));
        try {
            for (int round = -warmUps; round < runs; round++) {
                round(round, seconds);
            }
        } finally {
            pieces.values().forEach(Work::close);
        }
        return new Timings(seconds, missing);
    }

    private void round(int round, Map<String, List<Double>> seconds) throws Exception {
        for (Map.Entry<String, Work> piece : pieces.entrySet()) {
            piece.getValue().prepare();
            long began = System.nanoTime();
            piece.getValue().run();
            double took = (System.nanoTime() - began) / 1e9;
            progress.say("  %s%s: %.2f s", piece.getKey(), round < 0 ? " (warm-up)" : "", took);
            if (round >= 0) {
                seconds.get(piece.getKey()).add(took);
            }
        }
    }
}
