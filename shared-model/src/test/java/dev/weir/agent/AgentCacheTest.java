package dev.weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgentCacheTest {
    private static final int MOST = 100;

    private final AtomicInteger parsed = new AtomicInteger();
    private final AgentCache cache = new AgentCache(MOST);

    @Test
    void parsesAnAgentOnceWhileItIsAskedFor() {
        for (int i = 0; i < 10 * MOST; i++) {
            assertThat(agent("again").browser()).isEqualTo("again");
            agent("flood " + i);
        }

        assertThat(parsed.get()).isEqualTo(1 + 10 * MOST);
    }

    @Test
    void keepsNoMoreThanTwoGenerations() {
        for (int i = 0; i < 20 * MOST; i++) {
            agent("flood " + i);
            assertThat(cache.size()).isLessThanOrEqualTo(2 * MOST);
        }

        assertThat(cache.size()).isGreaterThanOrEqualTo(MOST);
    }

    @Test
    void parsesAgainWhatWasForgotten() {
        agent("early");
        IntStream.range(0, 2 * MOST).forEach(i -> agent("flood " + i));
        int before = parsed.get();

        assertThat(agent("early").browser()).isEqualTo("early");
        assertThat(parsed.get()).isEqualTo(before + 1);
    }

    @Test
    void givesEachThreadItsOwnAgents() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<Boolean> reader = () -> IntStream.range(0, 20_000).allMatch(i -> {
                String key = "agent " + i % 977;
                return agent(key).browser().equals(key);
            });
            for (Future<Boolean> each : pool.invokeAll(List.of(reader, reader, reader, reader))) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(cache.size()).isLessThanOrEqualTo(2 * (MOST + threads));
    }

    private Agent agent(String key) {
        return cache.of(key, text -> {
            parsed.incrementAndGet();
            return new Agent(text, "", Agent.OTHER, "", DeviceClass.OTHER, Bot.NONE);
        });
    }
}
