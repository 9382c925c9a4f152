package dev.weir.generator;

import java.util.SplittableRandom;

/** Seeded draws: everything that is random in a log comes from here. */
final class Chance {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final SplittableRandom random;

    Chance(SplittableRandom random) {
        this.random = random;
    }

    SplittableRandom random() {
        return random;
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    boolean permille(int permille) {
        return random.nextInt(1000) < permille;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    <T> T pick(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** The first choices are picked much more often than the last, as popular pages are. */
    <T> T pickPopular(T[] choices) {
        double uniform = random.nextDouble();
        return choices[(int) (choices.length * uniform * uniform * uniform)];
    }

    /** Hexadecimal digits, at least one of them decimal, so that nobody takes them for a word. */
    String hash(int length) {
        char[] digits = new char[length];
        for (int i = 0; i < length; i++) {
            digits[i] = HEX[random.nextInt(16)];
        }
        digits[length - 1] = HEX[random.nextInt(10)];
        // A letter too: a name of digits alone would be a number.
        digits[length / 2] = HEX[random.nextInt(10, 16)];
        return new String(digits);
    }

    String uuid() {
        return hash(8) + "-" + hash(4) + "-4" + hash(3) + "-a" + hash(3) + "-" + hash(12);
    }
}
