package dev.weir.acquisition;

import java.util.Set;

/**
 * The conditions of <a href="https://support.google.com/analytics/answer/9756891">Default channel group</a>, "Channels for
 * manual traffic", in their order: the first that holds decides. Each expression of that page is one of the methods here, which
 * look at text of bounded length. What Google tells apart by the accounts of its advertisers (Google Ads, Display &amp; Video
 * 360, Search Ads 360) no log can tell.
 */
final class ChannelRules {
    private static final Set<String> UNSET = Set.of("(not set)", "(none)");
    private static final Set<String> DISPLAY = Set.of("display", "banner", "expandable", "interstitial", "cpm");
    private static final Set<String> SOCIAL =
            Set.of("social", "social-network", "social-media", "sm", "social network", "social media");
    private static final Set<String> EMAIL = Set.of("email", "e-mail", "e_mail", "e mail");
    private static final Set<String> REFERRAL = Set.of("referral", "app", "link");

    private ChannelRules() {}

    /**
     * The channel.
     *
     * @param source lower case
     * @param medium lower case
     * @param campaign lower case
     * @param category what site the source is; null if it is none that is known
     */
    static Channel of(String source, String medium, String campaign, SourceCategory category) {
        // Source exactly matches "(direct)" AND Medium is one of ("(not set)", "(none)")
        if (source.equals("(direct)") && UNSET.contains(medium)) {
            return Channel.DIRECT;
        }
        // Campaign Name contains "cross-network"
        if (campaign.contains("cross-network")) {
            return Channel.CROSS_NETWORK;
        }
        Channel paid = isPaid(medium) ? paid(campaign, category) : null;
        if (paid != null) {
            return paid;
        }
        if (DISPLAY.contains(medium)) {
            return Channel.DISPLAY;
        }
        return isPaid(medium) ? Channel.PAID_OTHER : unpaid(source, medium, campaign, category);
    }

    /** {@code Source matches a list of … sites AND Medium matches regex …}; null if no list has it. */
    private static Channel paid(String campaign, SourceCategory category) {
        if (category == SourceCategory.SHOPPING || isShopping(campaign)) {
            return Channel.PAID_SHOPPING;
        }
        if (category == null) {
            return null;
        }
        return switch (category) {
            case SEARCH -> Channel.PAID_SEARCH;
            case SOCIAL -> Channel.PAID_SOCIAL;
            case VIDEO -> Channel.PAID_VIDEO;
            default -> null;
        };
    }

    private static Channel unpaid(String source, String medium, String campaign, SourceCategory category) {
        // Medium exactly matches "ai-assistant", which Google gives its list of assistants. Before the others, for some
        // of
        // the assistants are hosts of search engines.
        if (category == SourceCategory.AI_ASSISTANT || medium.equals("ai-assistant")) {
            return Channel.AI_ASSISTANT;
        }
        // Source matches a list of shopping sites OR Campaign name matches regex
        if (category == SourceCategory.SHOPPING || isShopping(campaign)) {
            return Channel.ORGANIC_SHOPPING;
        }
        // Source matches a regex list of social sites OR Medium is one of (…)
        if (category == SourceCategory.SOCIAL || SOCIAL.contains(medium)) {
            return Channel.ORGANIC_SOCIAL;
        }
        // Source matches a list of video sites OR Medium matches regex ^(.*video.*)$
        if (category == SourceCategory.VIDEO || medium.contains("video")) {
            return Channel.ORGANIC_VIDEO;
        }
        // Source matches a list of search sites OR Medium exactly matches organic
        if (category == SourceCategory.SEARCH || medium.equals("organic")) {
            return Channel.ORGANIC_SEARCH;
        }
        return byMedium(source, medium);
    }

    private static Channel byMedium(String source, String medium) {
        // Source = email|e-mail|e_mail|e mail OR Medium = email|e-mail|e_mail|e mail
        if (EMAIL.contains(source) || EMAIL.contains(medium)) {
            return Channel.EMAIL;
        }
        // Medium = affiliate
        if (medium.equals("affiliate")) {
            return Channel.AFFILIATES;
        }
        // Medium is one of ("referral", "app", or "link")
        if (REFERRAL.contains(medium)) {
            return Channel.REFERRAL;
        }
        // Medium exactly matches audio
        if (medium.equals("audio")) {
            return Channel.AUDIO;
        }
        // Source exactly matches sms OR Medium exactly matches sms
        if (source.equals("sms") || medium.equals("sms")) {
            return Channel.SMS;
        }
        return isPush(source, medium) ? Channel.MOBILE_PUSH_NOTIFICATIONS : Channel.UNASSIGNED;
    }

    /** {@code ^(.*cp.*|ppc|retargeting|paid.*)$}. */
    static boolean isPaid(String medium) {
        return medium.contains("cp")
                || medium.equals("ppc")
                || medium.equals("retargeting")
                || medium.startsWith("paid");
    }

    /** {@code ^(.*(([^a-df-z]|^)shop|shopping).*)$}: {@code e-shop} and {@code eshop}, but not {@code workshop}. */
    static boolean isShopping(String campaign) {
        int at = campaign.indexOf("shop");
        while (at >= 0) {
            char before = at == 0 ? '-' : campaign.charAt(at - 1);
            if (before == 'e' || before < 'a' || before > 'z' || campaign.startsWith("ping", at + 4)) {
                return true;
            }
            at = campaign.indexOf("shop", at + 4);
        }
        return false;
    }

    /** Medium ends with "push" OR Medium contains "mobile" or "notification" OR Source exactly matches "firebase". */
    private static boolean isPush(String source, String medium) {
        return medium.endsWith("push")
                || medium.contains("mobile")
                || medium.contains("notification")
                || source.equals("firebase");
    }
}
