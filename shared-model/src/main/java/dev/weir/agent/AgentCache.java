package dev.weir.agent;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Agents that were parsed lately: two generations, of which the younger takes what is new and what is asked for again; once
 * it is full the older one is forgotten. So a flood of agents that never come again costs time but no memory. Thread-safe.
 */
final class AgentCache {
    private final int most;
    private final AtomicReference<Generations> generations =
            new AtomicReference<>(new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));

    /**
     * @param most how many agents a generation has, and one more for each thread
     */
    AgentCache(int most) {
        this.most = most;
    }

    /** The agent of the key, which a function of the key alone makes. */
    Agent of(String key, Function<String, Agent> parser) {
        Generations now = generations.get();
        Agent known = now.young.get(key);
        if (known != null) {
            return known;
        }
        known = now.old.get(key);
        Agent agent = known == null ? parser.apply(key) : known;
        if (now.young.size() >= most) {
            now = next(now);
        }
        now.young.put(key, agent);
        return agent;
    }

    /** How many agents are kept. */
    int size() {
        Generations now = generations.get();
        return now.young.size() + now.old.size();
    }

    private Generations next(Generations full) {
        generations.compareAndSet(full, new Generations(new ConcurrentHashMap<>(), full.young));
        return generations.get();
    }

    private record Generations(ConcurrentHashMap<String, Agent> young, ConcurrentHashMap<String, Agent> old) {}
}
