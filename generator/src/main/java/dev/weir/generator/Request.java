package dev.weir.generator;

/**
 * One request and its answer: what a line tells, and all that the truth counts.
 *
 * @param time when it was logged, milliseconds since the epoch
 * @param method null where the request is garbage
 * @param place null where the request is garbage
 * @param garbage the bytes that came instead of a request, one per character; else null
 * @param bytes size of the response body
 * @param duration milliseconds
 */
record Request(
        long time,
        Site site,
        Caller caller,
        Method method,
        Place place,
        String garbage,
        String protocol,
        Referrer referrer,
        int status,
        long bytes,
        int duration) {
    static final int NOT_FOUND = 404;

    boolean isGarbage() {
        return garbage != null;
    }

    /** Whether somebody with a browser or app got to see a page, now or, unchanged, from his cache. */
    boolean isPageView() {
        boolean shown = status >= 200 && status <= 203 || status == 304;
        return caller.agent().isPerson() && method == Method.GET && shown && place.looksLikePage();
    }
}
