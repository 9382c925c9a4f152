package dev.weir.acquisition;

/** What a tagged URL says of its campaign. */
enum CampaignField {
    SOURCE,
    MEDIUM,
    CAMPAIGN,
    /** The campaign's number in the advertiser's books, which stands for a campaign without a name. */
    ID,
    TERM,
    CONTENT
}
