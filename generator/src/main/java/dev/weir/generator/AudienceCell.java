package dev.weir.generator;

/** What the truth counts of some of an hour's requests: also who sent them, and what people got to see. */
final class AudienceCell {
    final CellTally tally = new CellTally();
    final LongSet clients = new LongSet();
    private long pageViews;

    void count(Request request) {
        tally.count(request);
        clients.add(request.caller().client().id());
        if (request.isPageView()) {
            pageViews++;
        }
    }

    long pageViews() {
        return pageViews;
    }
}
