package dev.weir.visit;

/**
 * What is counted of a visit. Sums wrap around as those of {@code long} do, so that they add up to the same in any order.
 *
 * @param requests how many events
 * @param pageViews how many of them are views of a page
 * @param clientErrors how many have a status of 400 to 499
 * @param serverErrors how many have a status of 500 to 599
 * @param bytes of the responses
 */
public record VisitCounts(long requests, long pageViews, long clientErrors, long serverErrors, long bytes) {
    private static final int CLASS = 100;

    /**
     * Those of one event.
     *
     * @param status as logged
     */
    public static VisitCounts of(boolean pageView, long status, long bytes) {
        return new VisitCounts(1, pageView ? 1 : 0, status / CLASS == 4 ? 1 : 0, status / CLASS == 5 ? 1 : 0, bytes);
    }

    /** The sums. */
    public VisitCounts plus(VisitCounts other) {
        return new VisitCounts(
                requests + other.requests,
                pageViews + other.pageViews,
                clientErrors + other.clientErrors,
                serverErrors + other.serverErrors,
                bytes + other.bytes);
    }
}
