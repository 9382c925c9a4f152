package dev.weir.emulators;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What goes wrong with requests, by their count, so that every run has its share of each kind. */
public final class Troubles {
    private static final Trouble NONE = new Trouble(0, "", Duration.ZERO, false);
    private static final Trouble TOO_MANY = new Trouble(429, "rateLimitExceeded", Duration.ZERO, false);
    private static final Trouble UNAVAILABLE = new Trouble(503, "backendError", Duration.ZERO, false);
    private static final Trouble SLOW = new Trouble(0, "", Duration.ofMillis(500), false);
    private static final Trouble LOST_ANSWER = new Trouble(503, "backendError", Duration.ZERO, true);

    private volatile boolean any;
    private final AtomicLong requests = new AtomicLong();

    private Troubles(boolean any) {
        this.any = any;
    }

    /** Nothing goes wrong. */
    public static Troubles none() {
        return new Troubles(false);
    }

    /** Some requests are refused with 429 or 503, some are slow, and of some uploads the answer is lost. */
    public static Troubles some() {
        return new Troubles(true);
    }

    /** From now on nothing goes wrong. */
    public void end() {
        any = false;
    }

    Trouble next() {
        long n = requests.incrementAndGet();
        if (!any) {
            return NONE;
        }
        return n % 97 == 0
                ? TOO_MANY
                : n % 113 == 0 ? UNAVAILABLE : n % 127 == 0 ? SLOW : n % 71 == 0 ? LOST_ANSWER : NONE;
    }

    /**
     * What goes wrong with one request.
     *
     * @param status 0 if it is answered as it should be
     * @param text what the answer says
     * @param delay before it is looked at
     * @param answerIsLost if it is an upload, it is done, and the answer says that it is not
     */
    record Trouble(int status, String text, Duration delay, boolean answerIsLost) {
        boolean refused() {
            return status != 0 && !answerIsLost;
        }
    }
}
