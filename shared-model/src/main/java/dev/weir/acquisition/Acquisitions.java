package dev.weir.acquisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells where visitors come from, by rules that are shipped with it, in the terms of Google Analytics 4. Tags count before a
 * click's id, and that before the referrer:
 *
 * <ol>
 *   <li><b>Tags</b> ({@code utm_…}, Matomo's {@code mtm_…}): with a source, medium, campaign or campaign's id the link is tagged,
 *       and what it does not say is {@code (not set)}, as
 *       <a href="https://support.google.com/analytics/answer/11242870">there</a>. Only a click's id fills in: both if there is no
 *       source, the medium if the source is the id's. (Google Analytics looks a {@code gclid} up in the advertiser's
 *       account, if it is linked, which then counts before tags. A log cannot.)
 *   <li><b>A click's id</b>, of several the first of {@code click-ids.txt}. Those that are put on every link, paid or not, such as
 *       {@code fbclid}, are hints: they name the source where there is no referrer. Google Analytics does not read them at
 *       all, and sees {@code facebook.com / referral} by the referrer.
 *   <li><b>The referrer</b>: known sites by name, others by host. Google Analytics names hosts such as {@code m.facebook.com}
 *       and {@code l.facebook.com} apart; here both are {@code facebook}.
 * </ol>
 *
 * Immutable and thread-safe. What one request says is a function of its bytes alone.
 */
public final class Acquisitions {
    private static final Acquisition DIRECT = untagged("(direct)", "(none)", Channel.DIRECT, false);
    private static final Acquisition INTERNAL = untagged("", "", Channel.INTERNAL, true);
    private static final String NOT_SET = "(not set)";

    private final String digest;
    private final KnownSources sources;
    private final Referrers referrers;
    private final TagRules tags;

    private Acquisitions(AcquisitionRules rules) {
        this.digest = rules.digest();
        this.sources = new KnownSources(rules);
        this.referrers = new Referrers(sources);
        this.tags = new TagRules(rules);
    }

    private static final class Shipped {
        static final Acquisitions RULES = new Acquisitions(new AcquisitionRules(files()));
    }

    /** The rules that come with this version. */
    public static Acquisitions shipped() {
        return Shipped.RULES;
    }

    private static List<String> files() {
        List<String> files = new ArrayList<>(KnownSources.files());
        files.addAll(TagRules.files());
        return files;
    }

    /**
     * Where the visitor of a request came from, its path unknown.
     *
     * @see #of(byte[], byte[], byte[], byte[])
     */
    public Acquisition of(byte[] site, byte[] query, byte[] referer) {
        return of(site, null, query, referer);
    }

    /**
     * Where the visitor of a request came from.
     *
     * @param site the host that was asked, perhaps with a port; null if not known, and then no referrer is internal
     * @param path the path that was asked for, without query, for {@link SiteSearch}; null if not known
     * @param query what stands behind the question mark, as sent; null is none
     * @param referer the referring URL, as sent; null is none
     */
    public Acquisition of(byte[] site, byte[] path, byte[] query, byte[] referer) {
        LandingTags tagged = tags.read(query);
        String searchTerms = SiteSearch.terms(path, query);
        Referral referrer = referrers.of(site, referer);
        if (tagged == LandingTags.NONE && searchTerms.isEmpty() && !referrer.isElsewhere()) {
            return referrer.isNowhere() ? DIRECT : INTERNAL;
        }
        return of(tagged, searchTerms, referrer);
    }

    private Acquisition of(LandingTags tagged, String searchTerms, Referral referrer) {
        ClickId click = tagged.clickId();
        boolean campaign = tagged.isCampaign();
        boolean clicked = click != null && (click.decisive() || referrer.isNowhere());
        boolean referred = !campaign && !clicked;
        String source = campaign ? source(tagged, click) : clicked ? click.source() : source(referrer);
        String medium = campaign ? medium(tagged, click) : clicked ? click.medium() : medium(referrer);
        String name = name(tagged, clicked && !campaign ? click.campaign() : "");
        String term = tagged.of(CampaignField.TERM);
        KnownSource known = referred ? referrer.known() : sources.named(source);
        boolean internal = referrer.isSameSite();
        SourceCategory category = known == null ? null : known.category();
        return new Acquisition(
                source,
                medium,
                referred && internal
                        ? Channel.INTERNAL
                        : ChannelRules.of(source, medium, UrlText.lower(name), category),
                name,
                term.isEmpty() && referred ? referrer.words() : term,
                tagged.of(CampaignField.CONTENT),
                click == null ? "" : click.parameter(),
                searchTerms,
                isSpam(known) || isSpam(referrer.known()),
                internal);
    }

    private static String source(LandingTags tagged, ClickId click) {
        String source = tagged.of(CampaignField.SOURCE);
        return !source.isEmpty() ? UrlText.lower(source) : click == null ? NOT_SET : click.source();
    }

    private static String medium(LandingTags tagged, ClickId click) {
        String medium = tagged.of(CampaignField.MEDIUM);
        if (!medium.isEmpty()) {
            return UrlText.lower(medium);
        }
        return click != null && source(tagged, click).equals(click.source()) ? click.medium() : NOT_SET;
    }

    private static String source(Referral referrer) {
        return referrer.isNowhere() ? DIRECT.source() : referrer.source();
    }

    private static String medium(Referral referrer) {
        return referrer.isNowhere() ? DIRECT.medium() : referrer.medium();
    }

    private static String name(LandingTags tagged, String byClick) {
        String name = tagged.of(CampaignField.CAMPAIGN);
        String named = name.isEmpty() ? tagged.of(CampaignField.ID) : name;
        return named.isEmpty() ? byClick : named;
    }

    private static boolean isSpam(KnownSource known) {
        return known != null && known.category() == SourceCategory.SPAM;
    }

    private static Acquisition untagged(String source, String medium, Channel channel, boolean internal) {
        return new Acquisition(source, medium, channel, "", "", "", "", "", false, internal);
    }

    /** SHA-256 of the files of rules, hexadecimal: equal digests and equal code give equal answers. */
    public String digest() {
        return digest;
    }

    /** What the rules are, in one line. */
    public String description() {
        StringBuilder text = new StringBuilder("Google Analytics 4's default channels;");
        for (SourceCategory category : SourceCategory.values()) {
            text.append(category == SourceCategory.SEARCH ? " known sources: " : ", ")
                    .append(sources.count(category))
                    .append(" of ")
                    .append(category.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return text.toString();
    }
}
