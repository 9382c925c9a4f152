package dev.weir.generator;

import java.util.SplittableRandom;

/** Picks an exact number out of a known number of occasions, each with the same chance (selection sampling). */
final class Quota {
    private final SplittableRandom random;
    private long left;

    Quota(long count, SplittableRandom random) {
        this.left = count;
        this.random = random;
    }

    /** @param occasions how many are left, this one included */
    boolean takes(long occasions) {
        if (left == 0 || random.nextLong(occasions) >= left) {
            return false;
        }
        left--;
        return true;
    }

    long left() {
        return left;
    }
}
