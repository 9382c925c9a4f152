package dev.weir.acquisition;

/**
 * What a referrer says of where the visitor came from.
 *
 * @param source empty unless it is external
 * @param known null if the source is none that is known
 * @param words what was searched for, if a search engine still says so
 */
record Referral(Origin origin, String source, String medium, KnownSource known, String words) {
    enum Origin {
        /** There is no referrer, or none that could be a page. */
        NOWHERE,
        /** It is a page of the site itself. */
        SAME_SITE,
        ELSEWHERE
    }

    static final Referral NONE = new Referral(Origin.NOWHERE, "", "", null, "");
    static final Referral SAME_SITE = new Referral(Origin.SAME_SITE, "", "", null, "");

    static Referral of(KnownSource known, String words) {
        return new Referral(Origin.ELSEWHERE, known.name(), known.category().medium(), known, words);
    }

    static Referral of(String host) {
        return new Referral(Origin.ELSEWHERE, host, "referral", null, "");
    }

    boolean isNowhere() {
        return origin == Origin.NOWHERE;
    }

    boolean isSameSite() {
        return origin == Origin.SAME_SITE;
    }

    boolean isElsewhere() {
        return origin == Origin.ELSEWHERE;
    }
}
