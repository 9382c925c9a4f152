package dev.weir.generator;

import java.util.SplittableRandom;

/**
 * Response times in milliseconds, log-normally distributed. They are drawn from a table of samples: computing
 * logarithms and exponentials for every line would cost more than writing it.
 */
final class Latency {
    private static final int SAMPLES = 1 << 12;
    private static final long TABLE_SEED = 0x1a7e9c1L;

    private final int[] millis;

    private Latency(int[] millis) {
        this.millis = millis;
    }

    static Latency logNormal(double medianMillis, double sigma) {
        SplittableRandom random = new SplittableRandom(TABLE_SEED);
        int[] millis = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            // StrictMath, so that the same seed gives the same bytes on every machine.
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double gaussian = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
            millis[i] = (int) (medianMillis * StrictMath.exp(sigma * gaussian));
        }
        return new Latency(millis);
    }

    /** A response time, spread a little around a sample so that long ones do not repeat. */
    int draw(SplittableRandom random) {
        int sample = millis[random.nextInt(SAMPLES)];
        return sample + random.nextInt(sample / 8 + 1);
    }
}
