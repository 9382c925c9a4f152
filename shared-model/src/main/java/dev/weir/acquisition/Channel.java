package dev.weir.acquisition;

/**
 * How a visitor came, as Google Analytics 4 groups it by default
 * (<a href="https://support.google.com/analytics/answer/9756891">Default channel group</a>), and {@link #INTERNAL}, which is no
 * way of coming. In the order in which {@link ChannelRules} are tried.
 */
public enum Channel {
    DIRECT("Direct"),
    CROSS_NETWORK("Cross-network"),
    PAID_SHOPPING("Paid Shopping"),
    PAID_SEARCH("Paid Search"),
    PAID_SOCIAL("Paid Social"),
    PAID_VIDEO("Paid Video"),
    DISPLAY("Display"),
    PAID_OTHER("Paid Other"),
    AI_ASSISTANT("AI Assistant"),
    ORGANIC_SHOPPING("Organic Shopping"),
    ORGANIC_SOCIAL("Organic Social"),
    ORGANIC_VIDEO("Organic Video"),
    ORGANIC_SEARCH("Organic Search"),
    EMAIL("Email"),
    AFFILIATES("Affiliates"),
    REFERRAL("Referral"),
    AUDIO("Audio"),
    SMS("SMS"),
    MOBILE_PUSH_NOTIFICATIONS("Mobile Push Notifications"),
    UNASSIGNED("Unassigned"),
    /**
     * The referrer is the site itself and nothing is tagged: the request continues a visit. A visit that begins with such a
     * request (its earlier ones are not in the log, or more than its timeout ago) is {@link #DIRECT} to Google Analytics.
     */
    INTERNAL("Internal");

    private final String displayName;

    Channel(String displayName) {
        this.displayName = displayName;
    }

    /** The name as published, such as {@code Organic Search}. */
    public String displayName() {
        return displayName;
    }
}
