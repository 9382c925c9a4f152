package dev.weir.acquisition;

import static java.util.Objects.requireNonNull;

/**
 * Where the visitor of one request came from. Every text is without control characters and has at most 256 bytes of UTF-8; it
 * is empty, and never null, where there is nothing to say.
 *
 * @param source who sent the visitor: a tag's value, a known site's name ({@code google}), or the referrer's host without
 *     {@code www.}, lower case; {@code (direct)} if nobody did, {@code (not set)} if tags do not say, empty within the site
 * @param medium how: {@code organic}, {@code referral}, {@code cpc}, {@code email}, {@code ai-assistant}, or a tag's value, lower
 *     case; {@code (none)} if nobody sent the visitor, {@code (not set)} if tags do not say, empty within the site
 * @param channel what Google Analytics makes of source, medium and campaign
 * @param campaign the campaign as tagged; Google's names for "no campaign", such as {@code (organic)}, are not used
 * @param term the paid keyword as tagged; otherwise the words that a search engine's referrer still tells
 * @param content which of several links or ads, as tagged
 * @param clickId the parameter by which an advertiser knows the click again, such as {@code gclid}; never its value
 * @param searchTerms what was searched for on the site itself, as {@link SiteSearch} reads it
 * @param spam whether the source is known for referrers that lead to itself
 * @param internal whether the referrer is the same site
 */
public record Acquisition(
        String source,
        String medium,
        Channel channel,
        String campaign,
        String term,
        String content,
        String clickId,
        String searchTerms,
        boolean spam,
        boolean internal) {
    public Acquisition {
        requireNonNull(source);
        requireNonNull(medium);
        requireNonNull(channel);
        requireNonNull(campaign);
        requireNonNull(term);
        requireNonNull(content);
        requireNonNull(clickId);
        requireNonNull(searchTerms);
    }
}
