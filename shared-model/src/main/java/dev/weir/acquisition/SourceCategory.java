package dev.weir.acquisition;

/** What a known site is, and so which medium a link from it has. */
enum SourceCategory {
    SEARCH("organic"),
    SOCIAL("referral"),
    VIDEO("referral"),
    SHOPPING("referral"),
    /** Webmail. To Google Analytics it is a referral like others; here it is mail, for nobody links from there but letters. */
    MAIL("email"),
    /** Google Analytics gives this medium since May 2026. */
    AI_ASSISTANT("ai-assistant"),
    /** Sites that put themselves into logs as referrers to be visited from there. */
    SPAM("referral");

    private final String medium;

    SourceCategory(String medium) {
        this.medium = medium;
    }

    /** The medium of links from there that are not tagged. */
    String medium() {
        return medium;
    }
}
